//! Expressions to values.

use oxc_ast::ast::{
    ArrayExpressionElement, ChainElement, Expression, LogicalOperator, MemberExpression, ObjectExpression, ObjectPropertyKind,
    PropertyKind, TemplateLiteral, UnaryOperator,
};

use super::{
    bindings::Memo,
    combine::{binary_value, concatenate, imported, is_environment, member_of, merge, set, set_unknown, spread_items},
    modules::Modules,
    scope::{Exported, Outline, ScopeId},
    value::{Name, Value},
};

/// How deep values and the steps to them may nest. Deeper is `Computed`.
pub(super) const MAX_DEPTH: usize = 100;

/// How many steps a script may take to reduce: `a = [b, b]; b = [c, c]; …` doubles with every line.
pub(super) const MAX_STEPS: usize = 250_000;

/// Reduces the expressions of one script.
pub(super) struct Reducer<'a, 'o> {
    pub(super) outline: &'o Outline<'a>,
    /// The script's own file name.
    pub(super) file: &'o str,
    pub(super) bindings: Vec<Memo>,
    pub(super) returns: Vec<Memo>,
    pub(super) steps: usize,
    /// The scripts that this one imports, by the names it imports them under.
    pub(super) modules: &'o Modules,
}

impl<'a, 'o> Reducer<'a, 'o> {
    pub(super) fn new(outline: &'o Outline<'a>, file: &'o str, modules: &'o Modules) -> Self {
        let memos = |count: usize| std::iter::repeat_with(Memo::default).take(count).collect();
        let (bindings, returns) = (memos(outline.bindings.len()), memos(outline.functions.len()));
        Self { outline, file, bindings, returns, steps: 0, modules }
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
            Exported::From { module, name } => {
                let name = Some(name).filter(|&name| name != "default");
                self.modules.export(module, name).unwrap_or_else(|| imported(module, name))
            }
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
}
