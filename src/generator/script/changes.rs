//! Assignments: what a name or its members become after their declaration, and what CommonJS exports.

use oxc_ast::ast::{
    AssignmentExpression, AssignmentOperator, AssignmentTarget, AssignmentTargetMaybeDefault, Expression, MemberExpression,
    SimpleAssignmentTarget,
};

use super::{
    scope::{Change, Exported, Placed},
    walk::{Assignment, Walker},
};

impl<'a> Walker<'a> {
    pub(super) fn assignment(&mut self, assignment: &'a AssignmentExpression<'a>) {
        self.expression(&assignment.right);
        let value = (&assignment.right, self.scope);
        let plain = assignment.operator == AssignmentOperator::Assign;
        if plain
            && let Some((root, path)) = assignment.left.as_member_expression().and_then(path_of_member)
            && let Some(name) = common_js_export(root, &path)
            && self.outline.resolve(root, self.scope).is_none()
        {
            self.export(name, Exported::Value(value));
        } else {
            let sure = plain && self.conditions == self.outer_conditions;
            self.assign(&assignment.left, sure.then_some(value));
        }
    }

    pub(super) fn assign(&mut self, target: &'a AssignmentTarget<'a>, value: Option<Placed<'a>>) {
        match target {
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                let rest = array.rest.iter().map(|rest| &rest.target);
                let elements = array.elements.iter().flatten();
                for target in elements.filter_map(assigned_element).chain(rest) {
                    self.assign(target, None);
                }
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                for property in &object.properties {
                    use oxc_ast::ast::AssignmentTargetProperty::{
                        AssignmentTargetPropertyIdentifier as Short, AssignmentTargetPropertyProperty as Long,
                    };
                    match property {
                        Short(short) => self.reassign(short.binding.name.as_str()),
                        Long(long) => assigned_element(&long.binding).into_iter().for_each(|target| self.assign(target, None)),
                    }
                }
                object.rest.iter().for_each(|rest| self.assign(&rest.target, None));
            }
            other => other.as_simple_assignment_target().into_iter().for_each(|target| self.assign_simple(target, value)),
        }
    }

    pub(super) fn assign_simple(&mut self, target: &'a SimpleAssignmentTarget<'a>, value: Option<Placed<'a>>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(name) = target {
            self.reassign(name.name.as_str());
        } else if let Some(member) = target.as_member_expression() {
            self.change_member(member, value);
        }
    }

    pub(super) fn change_member(&mut self, member: &'a MemberExpression<'a>, value: Option<Placed<'a>>) {
        match path_of_member(member) {
            Some((name, path)) => self.change(name, Change { path, value, only_lists: false }),
            // `a.b[key] = …`: any entry of `a.b` may be meant.
            None => {
                if let Some((name, path)) = member_path(member.object()) {
                    self.change(name, Change { path, value: None, only_lists: false });
                }
            }
        }
    }

    fn reassign(&mut self, name: &'a str) {
        self.change(name, Change { path: Vec::new(), value: None, only_lists: false });
    }

    pub(super) fn change(&mut self, name: &'a str, change: Change<'a>) {
        self.assignments.push(Assignment { name, scope: self.scope, function: self.function, change });
    }
}

/// The export that an assignment to this member sets in CommonJS.
fn common_js_export<'p>(root: &str, path: &'p [String]) -> Option<&'p str> {
    match (root, path) {
        ("module", [exports]) if exports == "exports" => Some("default"),
        ("module", [exports, name]) if exports == "exports" => Some(name),
        ("exports", [name]) => Some(name),
        _ => None,
    }
}

fn assigned_element<'a>(element: &'a AssignmentTargetMaybeDefault<'a>) -> Option<&'a AssignmentTarget<'a>> {
    match element {
        AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(default) => Some(&default.binding),
        other => other.as_assignment_target(),
    }
}

/// The name at the start of `a.b.c` and the keys that follow; `None` for anything else.
pub(super) fn member_path<'a>(expression: &'a Expression<'a>) -> Option<(&'a str, Vec<String>)> {
    match expression.get_inner_expression() {
        Expression::Identifier(name) => Some((name.name.as_str(), Vec::new())),
        other => path_of_member(other.as_member_expression()?),
    }
}

fn path_of_member<'a>(member: &'a MemberExpression<'a>) -> Option<(&'a str, Vec<String>)> {
    let (mut member, mut keys) = (member, Vec::new());
    loop {
        keys.push(member.static_property_name()?.to_owned());
        match member.object().get_inner_expression() {
            Expression::Identifier(name) => {
                keys.reverse();
                return Some((name.name.as_str(), keys));
            }
            other => member = other.as_member_expression()?,
        }
    }
}
