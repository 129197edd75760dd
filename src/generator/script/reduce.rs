//! Expressions to values.

use oxc_ast::ast::{
    ArrayExpressionElement, BinaryOperator, ChainElement, Expression, LogicalOperator, MemberExpression, ObjectExpression,
    ObjectPropertyKind, PropertyKind, TemplateLiteral, UnaryOperator,
};

use super::{
    path,
    scope::{BindingId, Change, Exported, FunctionId, Origin, Outline, Placed, ScopeId},
    value::{Function, Name, UNKNOWN_ENTRIES, Value},
};

/// How deep values and the steps to them may nest. Deeper is `Computed`.
const MAX_DEPTH: usize = 100;

/// How many steps a script may take to reduce: `a = [b, b]; b = [c, c]; …` doubles with every line.
const MAX_STEPS: usize = 250_000;

/// Longest text that is put together from parts, in bytes.
const MAX_TEXT: usize = 64 * 1024;

/// The value of a binding or function, once it is known.
#[derive(Default)]
enum Memo {
    #[default]
    Unknown,
    InProgress,
    Known {
        value: Value,
        size: usize,
        height: usize,
    },
}

/// Reduces the expressions of one script.
pub(super) struct Reducer<'a, 'o> {
    pub(super) outline: &'o Outline<'a>,
    /// The script's own file name.
    file: &'o str,
    bindings: Vec<Memo>,
    returns: Vec<Memo>,
    steps: usize,
}

impl<'a, 'o> Reducer<'a, 'o> {
    pub(super) fn new(outline: &'o Outline<'a>, file: &'o str) -> Self {
        let memos = |count: usize| std::iter::repeat_with(Memo::default).take(count).collect();
        Self { outline, file, bindings: memos(outline.bindings.len()), returns: memos(outline.functions.len()), steps: 0 }
    }

    /// Whether the script was too large to reduce all of it.
    pub(super) fn exhausted(&self) -> bool {
        self.steps >= MAX_STEPS
    }

    pub(super) fn export(&mut self, source: &Exported<'a>) -> Value {
        match *source {
            Exported::Value((expression, scope)) => self.reduce(expression, scope, 0),
            Exported::Function(id) => self.function(id, 0),
            Exported::Local(name) => self.identifier(name, 0, 0),
            Exported::From { module, name } => imported(module, Some(name).filter(|&name| name != "default")),
            Exported::Computed => Value::Computed,
        }
    }

    pub(super) fn reduce(&mut self, expression: &'a Expression<'a>, scope: ScopeId, depth: usize) -> Value {
        self.steps += 1;
        if depth >= MAX_DEPTH || self.exhausted() {
            return Value::Computed;
        }
        let depth = depth + 1;
        match expression {
            Expression::NullLiteral(_) => Value::Null,
            Expression::BooleanLiteral(literal) => Value::Bool(literal.value),
            Expression::NumericLiteral(literal) => Value::Number(literal.value),
            Expression::StringLiteral(literal) => {
                self.steps += literal.value.len() / 32;
                Value::Text(literal.value.to_string())
            }
            Expression::RegExpLiteral(literal) => Value::Pattern(literal.regex.pattern.text.to_string()),
            Expression::TemplateLiteral(template) => self.template(template, scope, depth),
            Expression::Identifier(name) => self.identifier(name.name.as_str(), scope, depth),
            Expression::ArrayExpression(array) => {
                let mut items = Vec::new();
                for element in &array.elements {
                    match element {
                        ArrayExpressionElement::SpreadElement(spread) => {
                            items.extend(spread_items(self.reduce(&spread.argument, scope, depth)));
                        }
                        ArrayExpressionElement::Elision(_) => items.push(Value::Null),
                        other => items.extend(other.as_expression().map(|element| self.reduce(element, scope, depth))),
                    }
                }
                Value::List(items)
            }
            Expression::ObjectExpression(object) => self.object(object, scope, depth),
            Expression::ArrowFunctionExpression(arrow) => self.function_at((arrow.span.start, arrow.span.end), depth),
            Expression::FunctionExpression(function) => self.function_at((function.span.start, function.span.end), depth),
            Expression::CallExpression(call) => self.call(call, scope, depth),
            Expression::NewExpression(new) => self.construct(new, scope, depth),
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call, scope, depth),
                ChainElement::TSNonNullExpression(inner) => self.reduce(&inner.expression, scope, depth),
                other => other.as_member_expression().map_or(Value::Computed, |member| self.member(member, scope, depth)),
            },
            Expression::AssignmentExpression(assignment) if assignment.operator.is_assign() => {
                self.reduce(&assignment.right, scope, depth)
            }
            Expression::UnaryExpression(unary) => {
                let value = self.reduce(&unary.argument, scope, depth);
                match (unary.operator, value) {
                    (UnaryOperator::UnaryNegation, Value::Number(number)) => Value::Number(-number),
                    (UnaryOperator::UnaryPlus, Value::Number(number)) => Value::Number(number),
                    (UnaryOperator::LogicalNot, value) => value.truth().map_or(Value::Computed, |truth| Value::Bool(!truth)),
                    (UnaryOperator::Void, _) => Value::Null,
                    _ => Value::Computed,
                }
            }
            Expression::BinaryExpression(binary) => {
                // A long sum nests to the left: its parts are taken in a loop, so that depth does not cut it.
                let mut parts = vec![(binary.operator, &binary.right)];
                let mut left = &binary.left;
                while let Expression::BinaryExpression(inner) = left {
                    parts.push((inner.operator, &inner.right));
                    left = &inner.left;
                }
                let mut value = self.reduce(left, scope, depth);
                for (operator, right) in parts.into_iter().rev() {
                    let right = self.reduce(right, scope, depth);
                    value = binary_value(operator, value, right);
                }
                value
            }
            Expression::LogicalExpression(logical) => {
                let left = self.reduce(&logical.left, scope, depth);
                let keeps = match logical.operator {
                    LogicalOperator::Or => left.truth(),
                    LogicalOperator::And => left.truth().map(|truth| !truth),
                    LogicalOperator::Coalesce => match left {
                        Value::Null => Some(false),
                        Value::Name(_) | Value::Call(_) | Value::Computed => None,
                        _ => Some(true),
                    },
                };
                match keeps {
                    Some(true) => left,
                    Some(false) => self.reduce(&logical.right, scope, depth),
                    // A variable of the environment is taken as not set.
                    None if logical.operator != LogicalOperator::And && is_environment(&left) => {
                        self.reduce(&logical.right, scope, depth)
                    }
                    None => {
                        let right = self.reduce(&logical.right, scope, depth);
                        if left == right { left } else { Value::Computed }
                    }
                }
            }
            Expression::ConditionalExpression(conditional) => match self.reduce(&conditional.test, scope, depth).truth() {
                Some(true) => self.reduce(&conditional.consequent, scope, depth),
                Some(false) => self.reduce(&conditional.alternate, scope, depth),
                None => {
                    let value = self.reduce(&conditional.consequent, scope, depth);
                    if value == self.reduce(&conditional.alternate, scope, depth) { value } else { Value::Computed }
                }
            },
            Expression::SequenceExpression(sequence) => {
                sequence.expressions.last().map_or(Value::Computed, |last| self.reduce(last, scope, depth))
            }
            Expression::AwaitExpression(inner) => self.reduce(&inner.argument, scope, depth),
            Expression::ParenthesizedExpression(inner) => self.reduce(&inner.expression, scope, depth),
            Expression::TSAsExpression(inner) => self.reduce(&inner.expression, scope, depth),
            Expression::TSSatisfiesExpression(inner) => self.reduce(&inner.expression, scope, depth),
            Expression::TSTypeAssertion(inner) => self.reduce(&inner.expression, scope, depth),
            Expression::TSNonNullExpression(inner) => self.reduce(&inner.expression, scope, depth),
            Expression::TSInstantiationExpression(inner) => self.reduce(&inner.expression, scope, depth),
            Expression::ImportExpression(import) => match self.reduce(&import.source, scope, depth) {
                Value::Text(module) => imported(&module, None),
                _ => Value::Computed,
            },
            other => other.as_member_expression().map_or(Value::Computed, |member| self.member(member, scope, depth)),
        }
    }

    fn template(&mut self, template: &'a TemplateLiteral<'a>, scope: ScopeId, depth: usize) -> Value {
        let mut whole: Option<Value> = None;
        let mut expressions = template.expressions.iter();
        for quasi in &template.quasis {
            let Some(text) = quasi.value.cooked else { return Value::Computed };
            self.steps += text.len() / 32;
            let text = Some(Value::Text(text.to_string())).filter(|_| !text.is_empty());
            let part = expressions.next().map(|part| self.reduce(part, scope, depth));
            for part in text.into_iter().chain(part) {
                let before = whole.unwrap_or_else(|| Value::Text(String::new()));
                let start_of_path = matches!((&before, &part), (Value::Text(text), Value::Path(_)) if text.is_empty());
                whole = Some(if start_of_path { part } else { concatenate(before, part) });
            }
        }
        whole.unwrap_or_else(|| Value::Text(String::new()))
    }

    fn object(&mut self, object: &'a ObjectExpression<'a>, scope: ScopeId, depth: usize) -> Value {
        let mut table = Vec::new();
        for property in &object.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => self.spread(&mut table, &spread.argument, scope, depth),
                ObjectPropertyKind::ObjectProperty(property) => {
                    let key = match (&property.key, property.computed) {
                        (key, false) => key.static_name().map(String::from),
                        (key, true) => match key.as_expression().map(|key| self.reduce(key, scope, depth)) {
                            Some(Value::Text(key)) => Some(key),
                            Some(Value::Number(key)) => Some(key.to_string()),
                            _ => None,
                        },
                    };
                    let value = match property.kind {
                        PropertyKind::Init => self.reduce(&property.value, scope, depth),
                        PropertyKind::Get | PropertyKind::Set => Value::Computed,
                    };
                    match key {
                        Some(key) => set(&mut table, key, value),
                        None => set_unknown(&mut table),
                    }
                }
            }
        }
        Value::Table(table)
    }

    /// Adds what `...argument` adds to an object.
    fn spread(&mut self, table: &mut Vec<(String, Value)>, argument: &'a Expression<'a>, scope: ScopeId, depth: usize) {
        let mut branches = match argument.get_inner_expression() {
            Expression::ConditionalExpression(branches)
                if depth < MAX_DEPTH && self.reduce(&branches.test, scope, depth).truth().is_none() =>
            {
                vec![&branches.consequent, &branches.alternate]
            }
            Expression::LogicalExpression(logical)
                if logical.operator == LogicalOperator::And && self.reduce(&logical.left, scope, depth).truth().is_none() =>
            {
                vec![&logical.right]
            }
            _ => Vec::new(),
        };
        if branches.is_empty() {
            return merge(table, self.reduce(argument, scope, depth));
        }
        // One of several: which keys may come is known, what they hold is not.
        for branch in branches.drain(..) {
            match self.reduce(branch, scope, depth) {
                Value::Table(entries) => entries.into_iter().for_each(|(key, _)| set(table, key, Value::Computed)),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
                _ => set_unknown(table),
            }
        }
    }

    fn member(&mut self, member: &'a MemberExpression<'a>, scope: ScopeId, depth: usize) -> Value {
        let object = self.reduce(member.object(), scope, depth);
        self.member_value(member, object, scope, depth)
    }

    /// The value of a member of `object`, the value of what stands before its last dot.
    pub(super) fn member_value(
        &mut self,
        member: &'a MemberExpression<'a>,
        object: Value,
        scope: ScopeId,
        depth: usize,
    ) -> Value {
        let key = match member {
            MemberExpression::ComputedMemberExpression(computed) => match self.reduce(&computed.expression, scope, depth) {
                Value::Text(key) => Some(key),
                Value::Number(index) => Some(index.to_string()),
                _ => None,
            },
            other => other.static_property_name().map(str::to_owned),
        };
        let Some(key) = key else { return Value::Computed };
        if !matches!(member.object(), Expression::ImportMeta(_)) {
            return member_of(object, &key);
        }
        match key.as_str() {
            "dirname" => Value::Path(".".to_owned()),
            "filename" | "url" => Value::Path(self.file.to_owned()),
            _ => Value::Name(Name { name: format!("import.meta.{key}"), module: None }),
        }
    }

    pub(super) fn identifier(&mut self, name: &str, scope: ScopeId, depth: usize) -> Value {
        match self.outline.resolve(name, scope) {
            Some(binding) => self.binding(binding, depth),
            None => match name {
                "undefined" => Value::Null,
                "__dirname" => Value::Path(".".to_owned()),
                "__filename" => Value::Path(self.file.to_owned()),
                _ => Value::Name(Name { name: name.to_owned(), module: None }),
            },
        }
    }

    fn binding(&mut self, id: BindingId, depth: usize) -> Value {
        let outline = self.outline;
        let Some(binding) = outline.bindings.get(id) else { return Value::Computed };
        match (&binding.origin, binding.reassigned) {
            (_, true) | (Origin::Computed, _) => Value::Computed,
            (Origin::Opaque, false) => Value::Name(Name { name: binding.name.to_owned(), module: None }),
            (Origin::Import { module, name }, false) => imported(module, *name),
            (Origin::Function(function), false) => self.function(*function, depth),
            (Origin::Value { init, path }, false) => {
                if let Some(known) = self.recall(|reducer| reducer.bindings.get_mut(id), depth) {
                    return known;
                }
                let (expression, scope) = *init;
                let mut value = self.reduce(expression, scope, depth);
                for key in path {
                    value = member_of(value, key);
                }
                for change in &binding.changes {
                    self.apply(&mut value, change, depth);
                }
                self.remember(|reducer| reducer.bindings.get_mut(id), value, depth)
            }
        }
    }

    /// Makes a later assignment to a member, as far as the place it assigns to is known.
    fn apply(&mut self, value: &mut Value, change: &Change<'a>, depth: usize) {
        let Some((last, folders)) = change.path.split_last() else {
            if matches!(value, Value::List(_)) || !change.only_lists {
                *value = Value::Computed;
            }
            return;
        };
        let mut at = value;
        for key in folders {
            let Value::Table(entries) = at else { return };
            let Some((_, inner)) = entries.iter_mut().find(|(name, _)| name == key) else { return };
            at = inner;
        }
        let Value::Table(entries) = at else { return };
        if change.only_lists {
            for (_, list) in entries.iter_mut().filter(|(name, list)| name == last && matches!(list, Value::List(_))) {
                *list = Value::Computed;
            }
        } else {
            let new = change.value.map_or(Value::Computed, |(expression, scope)| self.reduce(expression, scope, depth));
            set(entries, last.clone(), new);
        }
    }

    fn function_at(&mut self, span: (u32, u32), depth: usize) -> Value {
        match self.outline.function_at.get(&span) {
            Some(&id) => self.function(id, depth),
            None => Value::Computed,
        }
    }

    fn function(&mut self, id: FunctionId, depth: usize) -> Value {
        let outline = self.outline;
        let Some(function) = outline.functions.get(id) else { return Value::Computed };
        let returns = match self.recall(|reducer| reducer.returns.get_mut(id), depth) {
            Some(known) => known,
            None => {
                let value = if function.generator { Value::Computed } else { self.common(&function.returns, depth) };
                self.remember(|reducer| reducer.returns.get_mut(id), value, depth)
            }
        };
        let name = function.name.map(str::to_owned);
        Value::Function(Box::new(Function { name, parameters: function.parameters, returns }))
    }

    /// The value that all of these have; `Null` when there is none.
    fn common(&mut self, values: &[Placed<'a>], depth: usize) -> Value {
        let mut common: Option<Value> = None;
        for &(expression, scope) in values {
            let value = self.reduce(expression, scope, depth);
            match &common {
                Some(first) if *first != value => return Value::Computed,
                Some(_) => {}
                None => common = Some(value),
            }
        }
        common.unwrap_or(Value::Null)
    }

    /// A copy of a known value, `Computed` while it is being found (it depends on itself); `None` when it is to be found now.
    fn recall(&mut self, memo: impl Fn(&mut Self) -> Option<&mut Memo>, depth: usize) -> Option<Value> {
        let allowed = MAX_STEPS.saturating_sub(self.steps);
        let memo = memo(self)?;
        match memo {
            Memo::Unknown => {
                *memo = Memo::InProgress;
                None
            }
            Memo::InProgress => Some(Value::Computed),
            Memo::Known { size, height, .. } if *size > allowed || depth + *height > MAX_DEPTH => {
                self.steps += usize::from(*size > allowed) * MAX_STEPS;
                Some(Value::Computed)
            }
            Memo::Known { value, size, .. } => {
                let (value, size) = (value.clone(), *size);
                self.steps += size;
                Some(value)
            }
        }
    }

    fn remember(&mut self, memo: impl Fn(&mut Self) -> Option<&mut Memo>, value: Value, depth: usize) -> Value {
        let (size, height) = value.extent();
        if let Some(memo) = memo(self) {
            *memo = Memo::Known { value, size, height };
        }
        self.recall(memo, depth).unwrap_or(Value::Computed)
    }
}

/// An import: its exported name, or the module itself.
pub(super) fn imported(module: &str, name: Option<&str>) -> Value {
    Value::Name(Name { name: name.unwrap_or(module).to_owned(), module: Some(module.to_owned()) })
}

/// What `object.key` is.
pub(super) fn member_of(object: Value, key: &str) -> Value {
    match object {
        Value::Table(entries) => entries.into_iter().find(|(name, _)| name == key).map_or(Value::Computed, |(_, value)| value),
        Value::List(items) if key == "length" && items.iter().all(|item| *item != Value::Computed) => {
            Value::Number(items.len() as f64)
        }
        Value::List(mut items) => match key.parse::<usize>() {
            // Before a spread of unknown length, positions are known.
            Ok(index) if index < items.len() && !items.iter().take(index).any(|item| *item == Value::Computed) => {
                items.swap_remove(index)
            }
            _ => Value::Computed,
        },
        // `new URL("x", import.meta.url).pathname` and the like.
        Value::Path(path) if matches!(key, "pathname" | "href" | "toString") => Value::Path(path),
        Value::Name(Name { name, module: Some(module) }) if name == module => {
            imported(&module, Some(key).filter(|&key| key != "default"))
        }
        Value::Name(Name { name, module }) => Value::Name(Name { name: format!("{name}.{key}"), module }),
        _ => Value::Computed,
    }
}

fn is_environment(value: &Value) -> bool {
    matches!(value, Value::Name(Name { name, module: None })
        if ["process.env.", "import.meta.env.", "Deno.env.", "Bun.env."].iter().any(|start| name.starts_with(start)))
}

/// The items that a spread adds to an array or to arguments.
pub(super) fn spread_items(value: Value) -> Vec<Value> {
    match value {
        Value::List(items) => items,
        _ => vec![Value::Computed],
    }
}

/// Sets a key, in its first place.
fn set(table: &mut Vec<(String, Value)>, key: String, value: Value) {
    match table.iter_mut().find(|(name, _)| *name == key) {
        Some((_, old)) => *old = value,
        None => table.push((key, value)),
    }
}

/// Notes that any key may have been set.
fn set_unknown(table: &mut Vec<(String, Value)>) {
    for (_, value) in table.iter_mut() {
        *value = Value::Computed;
    }
    set(table, UNKNOWN_ENTRIES.to_owned(), Value::Computed);
}

/// Adds the entries of a spread value.
pub(super) fn merge(table: &mut Vec<(String, Value)>, value: Value) {
    match value {
        Value::Table(entries) => {
            for (key, value) in entries {
                if key == UNKNOWN_ENTRIES { set_unknown(table) } else { set(table, key, value) }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        _ => set_unknown(table),
    }
}

fn binary_value(operator: BinaryOperator, left: Value, right: Value) -> Value {
    match (operator, left, right) {
        (BinaryOperator::Addition, Value::Number(left), Value::Number(right)) => Value::Number(left + right),
        (BinaryOperator::Subtraction, Value::Number(left), Value::Number(right)) => Value::Number(left - right),
        (BinaryOperator::Multiplication, Value::Number(left), Value::Number(right)) => Value::Number(left * right),
        (BinaryOperator::Division, Value::Number(left), Value::Number(right)) => Value::Number(left / right),
        (BinaryOperator::Addition, left, right) if is_text(&left) || is_text(&right) => concatenate(left, right),
        _ => Value::Computed,
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::Path(_))
}

/// Two values written one after the other, as text. What follows the script's folder makes a path.
fn concatenate(left: Value, right: Value) -> Value {
    let after = match right {
        Value::Text(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => return Value::Computed,
    };
    let (mut text, is_path) = match left {
        Value::Text(text) => (text, false),
        Value::Path(text) => (text, true),
        Value::Number(number) => (number.to_string(), false),
        Value::Bool(value) => (value.to_string(), false),
        _ => return Value::Computed,
    };
    if text.len() + after.len() > MAX_TEXT {
        return Value::Computed;
    }
    text.push_str(&after);
    if is_path { Value::Path(path::join([text.as_str()])) } else { Value::Text(text) }
}
