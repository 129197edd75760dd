//! Calls: those that a value can be read through, and all others as they stand.

use oxc_ast::ast::{Argument, CallExpression, Expression, NewExpression};

use super::{
    combine::{imported, merge, spread_items},
    path,
    reduce::Reducer,
    scope::{CallNode, CallSite, ScopeId},
    value::{Call, Name, Value},
};
use crate::text::Span;

/// How many links of a chain are spelled out in a callee.
const MAX_LINKS: usize = 100;

impl<'a> Reducer<'a, '_> {
    /// The record of a call.
    pub(super) fn call_site(&mut self, site: &CallSite<'a>) -> Call {
        let (target, receiver) = self.target(site.call, site.scope, 0);
        let arguments = self.arguments(site.call, site.scope, 0);
        self.record(site.call, &target, receiver, arguments)
    }

    /// The value of a call.
    pub(super) fn call(&mut self, call: &'a CallExpression<'a>, scope: ScopeId, depth: usize) -> Value {
        let node = CallNode::Call(call);
        let (target, receiver) = self.target(node, scope, depth);
        let arguments = self.arguments(node, scope, depth);
        let written = callee(&call.callee);
        if let Some(value) = known_call(&written, &target, &arguments) {
            return value;
        }
        match target {
            // A function of the script that takes nothing gives what it returns.
            Value::Function(function)
                if function.parameters == 0 && !matches!(function.returns, Value::Null | Value::Computed) =>
            {
                function.returns
            }
            // `new URL("x", import.meta.url).toString()`
            Value::Path(path) => Value::Path(path),
            target => Value::Call(Box::new(self.record(node, &target, receiver, arguments))),
        }
    }

    /// The value of `new …`.
    pub(super) fn construct(&mut self, new: &'a NewExpression<'a>, scope: ScopeId, depth: usize) -> Value {
        let node = CallNode::New(new);
        let (target, receiver) = self.target(node, scope, depth);
        let arguments = self.arguments(node, scope, depth);
        match (callee(&new.callee).as_str(), arguments.as_slice()) {
            ("URL", [Value::Text(to), Value::Path(from)]) if !to.contains(':') => {
                if to.starts_with('/') {
                    Value::Computed
                } else {
                    Value::Path(path::join([path::folder(from).as_str(), to]))
                }
            }
            ("RegExp", [Value::Text(pattern) | Value::Pattern(pattern), ..]) => Value::Pattern(pattern.clone()),
            _ => Value::Call(Box::new(self.record(node, &target, receiver, arguments))),
        }
    }

    /// What is called, and the call it is called on.
    fn target(&mut self, call: CallNode<'a>, scope: ScopeId, depth: usize) -> (Value, Option<Box<Call>>) {
        let callee = match call {
            CallNode::Call(call) => &call.callee,
            CallNode::New(new) => &new.callee,
        };
        let Some(member) = callee.get_inner_expression().as_member_expression() else {
            return (self.reduce(callee, scope, depth + 1), None);
        };
        match self.reduce(member.object(), scope, depth + 1) {
            Value::Call(receiver) => (Value::Computed, Some(receiver)),
            object => (self.member_value(member, object, scope, depth + 1), None),
        }
    }

    fn arguments(&mut self, call: CallNode<'a>, scope: ScopeId, depth: usize) -> Vec<Value> {
        let arguments = match call {
            CallNode::Call(call) => &call.arguments,
            CallNode::New(new) => &new.arguments,
        };
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => values.extend(spread_items(self.reduce(&spread.argument, scope, depth))),
                other => values.extend(other.as_expression().map(|argument| self.reduce(argument, scope, depth))),
            }
        }
        values
    }

    fn record(&self, call: CallNode<'a>, target: &Value, receiver: Option<Box<Call>>, arguments: Vec<Value>) -> Call {
        let callee = match call {
            CallNode::Call(call) => callee(&call.callee),
            CallNode::New(new) => format!("new {}", callee(&new.callee)),
        };
        let target = match target {
            Value::Name(name) if name.module.is_some() => Some(name.clone()),
            _ => None,
        };
        let span = call.span();
        let conditional = self.outline.conditional.contains(&(span.start, span.end));
        Call { callee, target, receiver, arguments, conditional, span: Span { start: span.start, end: span.end } }
    }
}

/// Calls whose result is known from their arguments.
fn known_call(written: &str, target: &Value, arguments: &[Value]) -> Option<Value> {
    match (written, arguments) {
        ("require", [Value::Text(module)]) => return Some(imported(module, None)),
        ("require.resolve" | "import.meta.resolve", [Value::Text(module), ..]) => {
            let relative = module.starts_with("./") || module.starts_with("../");
            return Some(if relative { Value::Path(path::join([module.as_str()])) } else { imported(module, None) });
        }
        ("process.cwd", []) => return Some(Value::Text(".".to_owned())),
        ("Object.freeze", [value]) => return Some(value.clone()),
        ("Object.assign", [Value::Table(first), rest @ ..]) => {
            let mut table = first.clone();
            rest.iter().for_each(|value| merge(&mut table, value.clone()));
            return Some(Value::Table(table));
        }
        _ => {}
    }
    let Value::Name(Name { name, module }) = target else { return None };
    let module = module.as_deref().map(|module| module.strip_prefix("node:").unwrap_or(module));
    let name = match module {
        Some("path" | "path/posix" | "pathe" | "upath") => name.strip_prefix("posix.").unwrap_or(name),
        Some("url") => name,
        // Without an import, as in a part of a config.
        None => name.strip_prefix("path.").unwrap_or(name).trim_start_matches("url."),
        Some(_) => return None,
    };
    match (name, arguments) {
        ("join" | "normalize", parts) if module.is_some() || written.contains('.') => Some(joined(parts)),
        ("resolve", parts) if module.is_some() || written.contains('.') => Some(resolved(parts)),
        ("dirname", [Value::Path(path)]) => Some(Value::Path(path::folder(path))),
        ("dirname", [Value::Text(path)]) if module.is_some() => Some(Value::Text(path::folder(path))),
        ("fileURLToPath" | "pathToFileURL", [path @ Value::Path(_)]) => Some(path.clone()),
        _ => None,
    }
}

/// `path.join`.
fn joined(parts: &[Value]) -> Value {
    let mut texts = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        match part {
            Value::Text(text) => texts.push(text.as_str()),
            Value::Path(text) if index == 0 => texts.push(text),
            _ => return Value::Computed,
        }
    }
    let path = path::join(texts);
    if matches!(parts.first(), Some(Value::Path(_))) { Value::Path(path) } else { Value::Text(path) }
}

/// `path.resolve`, from the folder the generator runs in.
fn resolved(parts: &[Value]) -> Value {
    let absolute = |part: &Value| matches!(part, Value::Path(_)) || matches!(part, Value::Text(text) if text.starts_with('/'));
    let start = parts.iter().rposition(absolute).unwrap_or(0);
    match joined(parts.get(start..).unwrap_or_default()) {
        Value::Text(path) => Value::Text(trimmed(path)),
        Value::Path(path) => Value::Path(trimmed(path)),
        other => other,
    }
}

fn trimmed(mut path: String) -> String {
    if path.len() > 1 && path.ends_with('/') {
        path.pop();
    }
    path
}

/// A callee as written: names joined by dots, calls as `()`, anything else as `…`.
fn callee(expression: &Expression<'_>) -> String {
    let mut links: Vec<String> = Vec::new();
    let mut at = expression.get_inner_expression();
    loop {
        if links.len() >= MAX_LINKS {
            links.push("…".to_owned());
            break;
        }
        at = match at {
            Expression::CallExpression(call) => {
                links.push("()".to_owned());
                call.callee.get_inner_expression()
            }
            Expression::AwaitExpression(inner) => inner.argument.get_inner_expression(),
            Expression::Identifier(name) => {
                links.push(name.name.to_string());
                break;
            }
            Expression::NewExpression(new) => {
                links.push("()".to_owned());
                links.push(format!("new {}", callee_name(&new.callee)));
                break;
            }
            Expression::ImportExpression(_) => {
                links.push("import()".to_owned());
                break;
            }
            Expression::ImportMeta(_) => {
                links.push("import.meta".to_owned());
                break;
            }
            Expression::ThisExpression(_) => {
                links.push("this".to_owned());
                break;
            }
            other => match other.as_member_expression() {
                Some(member) => {
                    links.push(member.static_property_name().map_or_else(|| "[…]".to_owned(), |name| format!(".{name}")));
                    member.object().get_inner_expression()
                }
                None => {
                    links.push("…".to_owned());
                    break;
                }
            },
        };
    }
    links.reverse();
    links.concat()
}

fn callee_name(expression: &Expression<'_>) -> String {
    match expression.get_inner_expression() {
        Expression::Identifier(name) => name.name.to_string(),
        _ => "…".to_owned(),
    }
}
