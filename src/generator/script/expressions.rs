//! The walk through expressions, for the calls and functions in them.

use oxc_ast::ast::{
    Argument, ArrayExpressionElement, CallExpression, ChainElement, Expression, MemberExpression, ObjectPropertyKind,
    PropertyKind, UnaryOperator,
};

use super::{
    changes::member_path,
    scope::{CallNode, CallSite, Change},
    walk::Walker,
};

/// Array methods that alter the array they are called on.
const ALTERING: [&str; 9] = ["push", "unshift", "splice", "pop", "shift", "sort", "reverse", "fill", "copyWithin"];

impl<'a> Walker<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expression<'a>) {
        match expression {
            Expression::CallExpression(call) => self.call(call),
            Expression::NewExpression(new) => {
                self.expression(&new.callee);
                self.call_site(CallNode::New(new));
                new.arguments.iter().for_each(|argument| self.argument(argument));
            }
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call),
                ChainElement::TSNonNullExpression(inner) => self.expression(&inner.expression),
                other => other.as_member_expression().into_iter().for_each(|member| self.member(member)),
            },
            Expression::ArrayExpression(array) => {
                for element in &array.elements {
                    match element {
                        ArrayExpressionElement::SpreadElement(spread) => self.expression(&spread.argument),
                        other => other.as_expression().into_iter().for_each(|element| self.expression(element)),
                    }
                }
            }
            Expression::ObjectExpression(object) => {
                for property in &object.properties {
                    match property {
                        ObjectPropertyKind::SpreadProperty(spread) => self.expression(&spread.argument),
                        ObjectPropertyKind::ObjectProperty(property) => {
                            if property.computed {
                                property.key.as_expression().into_iter().for_each(|key| self.expression(key));
                            }
                            if property.kind == PropertyKind::Init || matches!(property.value, Expression::FunctionExpression(_))
                            {
                                self.expression(&property.value);
                            }
                        }
                    }
                }
            }
            Expression::ArrowFunctionExpression(arrow) => {
                self.arrow(arrow);
            }
            Expression::FunctionExpression(function) => {
                self.function(function);
            }
            Expression::ClassExpression(class) => self.class(class),
            Expression::AssignmentExpression(assignment) => self.assignment(assignment),
            Expression::UpdateExpression(update) => self.assign_simple(&update.argument, None),
            Expression::UnaryExpression(unary) => {
                if unary.operator == UnaryOperator::Delete
                    && let Some(member) = unary.argument.as_member_expression()
                {
                    self.change_member(member, None);
                }
                self.expression(&unary.argument);
            }
            Expression::BinaryExpression(binary) => {
                self.expression(&binary.left);
                self.expression(&binary.right);
            }
            Expression::LogicalExpression(logical) => {
                self.expression(&logical.left);
                self.conditionally(|walker| walker.expression(&logical.right));
            }
            Expression::ConditionalExpression(conditional) => {
                self.expression(&conditional.test);
                self.conditionally(|walker| {
                    walker.expression(&conditional.consequent);
                    walker.expression(&conditional.alternate);
                });
            }
            Expression::SequenceExpression(sequence) => sequence.expressions.iter().for_each(|part| self.expression(part)),
            Expression::TemplateLiteral(template) => template.expressions.iter().for_each(|part| self.expression(part)),
            Expression::TaggedTemplateExpression(tagged) => {
                self.expression(&tagged.tag);
                tagged.quasi.expressions.iter().for_each(|part| self.expression(part));
            }
            Expression::AwaitExpression(inner) => self.expression(&inner.argument),
            Expression::YieldExpression(inner) => inner.argument.iter().for_each(|argument| self.expression(argument)),
            Expression::ParenthesizedExpression(inner) => self.expression(&inner.expression),
            Expression::TSAsExpression(inner) => self.expression(&inner.expression),
            Expression::TSSatisfiesExpression(inner) => self.expression(&inner.expression),
            Expression::TSTypeAssertion(inner) => self.expression(&inner.expression),
            Expression::TSNonNullExpression(inner) => self.expression(&inner.expression),
            Expression::TSInstantiationExpression(inner) => self.expression(&inner.expression),
            Expression::ImportExpression(import) => self.expression(&import.source),
            other => other.as_member_expression().into_iter().for_each(|member| self.member(member)),
        }
    }

    fn member(&mut self, member: &'a MemberExpression<'a>) {
        self.expression(member.object());
        if let MemberExpression::ComputedMemberExpression(computed) = member {
            self.expression(&computed.expression);
        }
    }

    fn argument(&mut self, argument: &'a Argument<'a>) {
        match argument {
            Argument::SpreadElement(spread) => self.expression(&spread.argument),
            other => other.as_expression().into_iter().for_each(|argument| self.expression(argument)),
        }
    }

    fn call_site(&mut self, call: CallNode<'a>) {
        if self.conditions > 0 {
            let span = call.span();
            self.outline.conditional.insert((span.start, span.end));
        }
        self.outline.calls.push(CallSite { call, scope: self.scope });
    }

    fn call(&mut self, call: &'a CallExpression<'a>) {
        self.expression(&call.callee);
        self.call_site(CallNode::Call(call));
        call.arguments.iter().for_each(|argument| self.argument(argument));
        let Some(member) = call.callee.as_member_expression() else { return };
        let Some(method) = member.static_property_name() else { return };
        if ALTERING.contains(&method)
            && let Some((name, path)) = member_path(member.object())
        {
            self.change(name, Change { path, value: None, only_lists: true });
        } else if method == "assign"
            && let Some((name, path)) = call.arguments.first().and_then(|target| member_path(target.as_expression()?))
        {
            self.change(name, Change { path, value: None, only_lists: false });
        }
    }
}
