//! One walk over a script: declares its names, and notes its calls, exports, returns and changes.

use oxc_ast::ast::{
    Argument, ArrayExpressionElement, ArrowFunctionBody, ArrowFunctionExpression, AssignmentExpression, AssignmentOperator,
    AssignmentTarget, AssignmentTargetMaybeDefault, BindingPattern, CallExpression, ChainElement, Class, ClassElement,
    Declaration, ExportDefaultDeclarationKind, Expression, ForStatementInit, ForStatementLeft, FormalParameters, Function,
    ImportDeclarationSpecifier, MemberExpression, ModuleDeclaration, ModuleExportName, ObjectPropertyKind, Program, PropertyKind,
    SimpleAssignmentTarget, Statement, TSModuleReference, UnaryOperator, VariableDeclaration,
};
use oxc_span::Span;

use super::scope::{
    CallNode, CallSite, Change, Export, Exported, FunctionId, FunctionOutline, Origin, Outline, Placed, Scope, ScopeId,
};

/// Array methods that alter the array they are called on.
const ALTERING: [&str; 9] = ["push", "unshift", "splice", "pop", "shift", "sort", "reverse", "fill", "copyWithin"];

/// Walks `program`. Recurses as deep as the program nests.
pub(super) fn outline<'a>(program: &'a Program<'a>) -> Outline<'a> {
    let mut outline = Outline::default();
    outline.scopes.push(Scope::default());
    outline.functions.push(FunctionOutline { name: None, parameters: 0, generator: false, returns: Vec::new(), ended: false });
    let mut walker =
        Walker { outline, scope: 0, function: 0, function_scope: 0, conditions: 0, outer_conditions: 0, assignments: Vec::new() };
    walker.statements(&program.body);
    walker.settle()
}

/// An assignment or altering call, kept until every name is declared.
struct Assignment<'a> {
    name: &'a str,
    scope: ScopeId,
    function: FunctionId,
    change: Change<'a>,
}

struct Walker<'a> {
    outline: Outline<'a>,
    scope: ScopeId,
    function: FunctionId,
    /// The scope of `function`, where `var` declares.
    function_scope: ScopeId,
    /// How many branches and loops enclose this place; and how many enclose `function`.
    conditions: usize,
    outer_conditions: usize,
    assignments: Vec<Assignment<'a>>,
}

impl<'a> Walker<'a> {
    /// Hands each assignment to the binding it means.
    fn settle(mut self) -> Outline<'a> {
        for Assignment { name, scope, function, mut change } in self.assignments {
            let Some(binding) = self.outline.resolve(name, scope).and_then(|id| self.outline.bindings.get_mut(id)) else {
                continue;
            };
            if binding.function != function {
                change.value = None;
            }
            if change.path.is_empty() && !change.only_lists {
                binding.reassigned = true;
            } else {
                binding.changes.push(change);
            }
        }
        self.outline
    }

    fn in_scope(&mut self, walk: impl FnOnce(&mut Self)) {
        let outer = self.scope;
        self.scope = self.outline.scopes.len();
        self.outline.scopes.push(Scope { parent: Some(outer), ..Scope::default() });
        walk(self);
        self.scope = outer;
    }

    fn conditionally(&mut self, walk: impl FnOnce(&mut Self)) {
        self.conditions += 1;
        walk(self);
        self.conditions -= 1;
    }

    fn declare(&mut self, name: &'a str, origin: Origin<'a>) {
        self.outline.declare(name, self.scope, self.function, origin);
    }

    fn export(&mut self, name: &str, source: Exported<'a>) {
        let conditional = self.conditions > 0 || self.function != 0;
        self.outline.exports.push(Export { name: name.to_owned(), source, conditional });
    }

    fn statements(&mut self, statements: &'a [Statement<'a>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement<'a>) {
        match statement {
            Statement::BlockStatement(block) => self.in_scope(|walker| walker.statements(&block.body)),
            Statement::ExpressionStatement(statement) => self.expression(&statement.expression),
            Statement::IfStatement(statement) => {
                self.expression(&statement.test);
                self.conditionally(|walker| {
                    walker.statement(&statement.consequent);
                    if let Some(alternate) = &statement.alternate {
                        walker.statement(alternate);
                    }
                });
            }
            Statement::ReturnStatement(statement) => {
                if let Some(argument) = &statement.argument {
                    self.expression(argument);
                    self.returns(argument);
                }
                self.end_of_function();
            }
            Statement::ThrowStatement(statement) => {
                self.expression(&statement.argument);
                self.end_of_function();
            }
            Statement::LabeledStatement(statement) => self.statement(&statement.body),
            Statement::TryStatement(statement) => {
                self.conditionally(|walker| walker.in_scope(|walker| walker.statements(&statement.block.body)));
                if let Some(handler) = &statement.handler {
                    self.conditionally(|walker| {
                        walker.in_scope(|walker| {
                            if let Some(parameter) = &handler.param {
                                walker.pattern(&parameter.pattern, &mut Vec::new(), &|_| Origin::Opaque);
                            }
                            walker.statements(&handler.body.body);
                        });
                    });
                }
                if let Some(finalizer) = &statement.finalizer {
                    self.in_scope(|walker| walker.statements(&finalizer.body));
                }
            }
            Statement::SwitchStatement(statement) => {
                self.expression(&statement.discriminant);
                self.conditionally(|walker| {
                    walker.in_scope(|walker| {
                        for case in &statement.cases {
                            case.test.iter().for_each(|test| walker.expression(test));
                            walker.statements(&case.consequent);
                        }
                    });
                });
            }
            Statement::WithStatement(statement) => self.conditionally(|walker| walker.statement(&statement.body)),
            Statement::DoWhileStatement(_)
            | Statement::WhileStatement(_)
            | Statement::ForStatement(_)
            | Statement::ForInStatement(_)
            | Statement::ForOfStatement(_) => {
                self.conditionally(|walker| walker.in_scope(|walker| walker.repetition(statement)));
            }
            _ => {
                if let Some(declaration) = statement.as_declaration() {
                    self.declaration(declaration);
                } else if let Some(declaration) = statement.as_module_declaration() {
                    self.module_declaration(declaration);
                }
            }
        }
    }

    fn repetition(&mut self, statement: &'a Statement<'a>) {
        match statement {
            Statement::DoWhileStatement(statement) => {
                self.statement(&statement.body);
                self.expression(&statement.test);
            }
            Statement::WhileStatement(statement) => {
                self.expression(&statement.test);
                self.statement(&statement.body);
            }
            Statement::ForStatement(statement) => {
                match &statement.init {
                    Some(ForStatementInit::VariableDeclaration(declaration)) => self.loop_variables(declaration),
                    Some(init) => init.as_expression().into_iter().for_each(|init| self.expression(init)),
                    None => {}
                }
                statement.test.iter().chain(&statement.update).for_each(|part| self.expression(part));
                self.statement(&statement.body);
            }
            Statement::ForInStatement(statement) => self.each(&statement.left, &statement.right, &statement.body),
            Statement::ForOfStatement(statement) => self.each(&statement.left, &statement.right, &statement.body),
            _ => {}
        }
    }

    fn each(&mut self, left: &'a ForStatementLeft<'a>, right: &'a Expression<'a>, body: &'a Statement<'a>) {
        match left {
            ForStatementLeft::VariableDeclaration(declaration) => self.loop_variables(declaration),
            left => left.as_assignment_target().into_iter().for_each(|target| self.assign(target, None)),
        }
        self.expression(right);
        self.statement(body);
    }

    fn loop_variables(&mut self, declaration: &'a VariableDeclaration<'a>) {
        for declarator in &declaration.declarations {
            declarator.init.iter().for_each(|init| self.expression(init));
            self.pattern(&declarator.id, &mut Vec::new(), &|_| Origin::Opaque);
        }
    }

    fn declaration(&mut self, declaration: &'a Declaration<'a>) {
        match declaration {
            Declaration::VariableDeclaration(declaration) => self.variables(declaration),
            Declaration::FunctionDeclaration(function) => {
                let id = self.function(function);
                if let Some(name) = &function.id {
                    self.declare(name.name.as_str(), Origin::Function(id));
                }
            }
            Declaration::ClassDeclaration(class) => {
                if let Some(name) = &class.id {
                    self.declare(name.name.as_str(), Origin::Opaque);
                }
                self.class(class);
            }
            Declaration::TSImportEqualsDeclaration(import) => {
                let origin = match &import.module_reference {
                    TSModuleReference::ExternalModuleReference(external) => {
                        Origin::Import { module: external.expression.value.as_str(), name: None }
                    }
                    _ => Origin::Opaque,
                };
                self.declare(import.id.name.as_str(), origin);
            }
            Declaration::TSEnumDeclaration(declaration) => self.declare(declaration.id.name.as_str(), Origin::Opaque),
            _ => {}
        }
    }

    fn variables(&mut self, declaration: &'a VariableDeclaration<'a>) {
        let block = self.scope;
        // A `var` in a branch exists outside it, where it may not have got its value.
        let unsure = declaration.kind.is_var() && self.conditions > self.outer_conditions;
        for declarator in &declaration.declarations {
            if let Some(init) = &declarator.init {
                self.expression(init);
            }
            if declaration.kind.is_var() {
                self.scope = self.function_scope;
            }
            let init = declarator.init.as_ref().map(|init| (init, block));
            self.pattern(&declarator.id, &mut Vec::new(), &|path| match init {
                _ if unsure => Origin::Computed,
                Some(init) => Origin::Value { init, path: path.to_vec() },
                None => Origin::Opaque,
            });
            self.scope = block;
        }
    }

    /// Declares every name in a pattern; `path` leads to it.
    fn pattern(&mut self, pattern: &'a BindingPattern<'a>, path: &mut Vec<String>, origin: &dyn Fn(&[String]) -> Origin<'a>) {
        match pattern {
            BindingPattern::BindingIdentifier(name) => self.declare(name.name.as_str(), origin(path)),
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    match property.key.static_name().filter(|_| !property.computed) {
                        Some(key) => {
                            path.push(key.into_owned());
                            self.pattern(&property.value, path, origin);
                            path.pop();
                        }
                        None => self.pattern(&property.value, path, &|_| Origin::Computed),
                    }
                }
                object.rest.iter().for_each(|rest| self.pattern(&rest.argument, path, &|_| Origin::Computed));
            }
            BindingPattern::ArrayPattern(array) => {
                for (index, element) in array.elements.iter().enumerate() {
                    path.push(index.to_string());
                    element.iter().for_each(|element| self.pattern(element, path, origin));
                    path.pop();
                }
                array.rest.iter().for_each(|rest| self.pattern(&rest.argument, path, &|_| Origin::Computed));
            }
            BindingPattern::AssignmentPattern(default) => {
                self.conditionally(|walker| walker.expression(&default.right));
                self.pattern(&default.left, path, &|_| Origin::Computed);
            }
        }
    }

    fn module_declaration(&mut self, declaration: &'a ModuleDeclaration<'a>) {
        match declaration {
            ModuleDeclaration::ImportDeclaration(import) => {
                let module = import.source.value.as_str();
                for specifier in import.specifiers.iter().flatten() {
                    let (local, name) = match specifier {
                        ImportDeclarationSpecifier::ImportSpecifier(named) => {
                            (&named.local, Some(export_name(&named.imported)).filter(|&name| name != "default"))
                        }
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => (&default.local, None),
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) => (&namespace.local, None),
                    };
                    self.declare(local.name.as_str(), Origin::Import { module, name });
                }
            }
            ModuleDeclaration::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                    let id = self.function(function);
                    if let Some(name) = &function.id {
                        self.declare(name.name.as_str(), Origin::Function(id));
                    }
                    self.export("default", Exported::Function(id));
                }
                ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                    self.class(class);
                    self.export("default", Exported::Computed);
                }
                other => {
                    if let Some(expression) = other.as_expression() {
                        self.expression(expression);
                        self.export("default", Exported::Value((expression, self.scope)));
                    }
                }
            },
            ModuleDeclaration::ExportDeclaration(export) => {
                self.declaration(&export.declaration);
                match &export.declaration {
                    Declaration::VariableDeclaration(variables) => {
                        for name in variables.declarations.iter().flat_map(|declarator| declarator.id.get_binding_identifiers()) {
                            self.export(name.name.as_str(), Exported::Local(name.name.as_str()));
                        }
                    }
                    Declaration::FunctionDeclaration(function) => {
                        if let Some(name) = &function.id {
                            self.export(name.name.as_str(), Exported::Local(name.name.as_str()));
                        }
                    }
                    _ => {}
                }
            }
            ModuleDeclaration::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    self.export(export_name(&specifier.exported), Exported::Local(export_name(&specifier.local)));
                }
            }
            ModuleDeclaration::ExportFromDeclaration(export) => {
                let module = export.source.value.as_str();
                for specifier in &export.specifiers {
                    self.export(export_name(&specifier.exported), Exported::From { module, name: export_name(&specifier.local) });
                }
            }
            ModuleDeclaration::TSExportAssignment(export) => {
                self.expression(&export.expression);
                self.export("default", Exported::Value((&export.expression, self.scope)));
            }
            ModuleDeclaration::ExportAllDeclaration(_) | ModuleDeclaration::TSNamespaceExportDeclaration(_) => {}
        }
    }

    fn function(&mut self, function: &'a Function<'a>) -> FunctionId {
        let name = function.id.as_ref().map(|name| name.name.as_str());
        self.enter(function.span, name, function.generator, &function.params, |walker| {
            if let Some(body) = &function.body {
                walker.statements(&body.statements);
            }
        })
    }

    fn arrow(&mut self, arrow: &'a ArrowFunctionExpression<'a>) -> FunctionId {
        self.enter(arrow.span, None, false, &arrow.params, |walker| match &arrow.body {
            ArrowFunctionBody::FunctionBody(body) => walker.statements(&body.statements),
            body => {
                if let Some(expression) = body.as_expression() {
                    walker.expression(expression);
                    walker.returns(expression);
                }
            }
        })
    }

    fn enter(
        &mut self,
        span: Span,
        name: Option<&'a str>,
        generator: bool,
        parameters: &'a FormalParameters<'a>,
        walk: impl FnOnce(&mut Self),
    ) -> FunctionId {
        let id = self.outline.functions.len();
        let count = parameters.items.len() + usize::from(parameters.rest.is_some());
        self.outline.functions.push(FunctionOutline { name, parameters: count, generator, returns: Vec::new(), ended: false });
        self.outline.function_at.insert((span.start, span.end), id);
        let outer = (self.function, self.function_scope, self.outer_conditions);
        self.in_scope(|walker| {
            (walker.function, walker.function_scope, walker.outer_conditions) = (id, walker.scope, walker.conditions);
            for parameter in &parameters.items {
                walker.pattern(&parameter.pattern, &mut Vec::new(), &|_| Origin::Opaque);
                parameter.initializer.iter().for_each(|init| walker.conditionally(|walker| walker.expression(init)));
            }
            parameters.rest.iter().for_each(|rest| walker.pattern(&rest.rest.argument, &mut Vec::new(), &|_| Origin::Opaque));
            walk(walker);
        });
        (self.function, self.function_scope, self.outer_conditions) = outer;
        id
    }

    fn returns(&mut self, argument: &'a Expression<'a>) {
        let scope = self.scope;
        if let Some(function) = self.outline.functions.get_mut(self.function).filter(|function| !function.ended) {
            function.returns.push((argument, scope));
        }
    }

    fn end_of_function(&mut self) {
        let always = self.conditions == self.outer_conditions;
        if let Some(function) = self.outline.functions.get_mut(self.function) {
            function.ended |= always;
        }
    }

    fn class(&mut self, class: &'a Class<'a>) {
        class.heritage.iter().for_each(|heritage| self.expression(&heritage.expression));
        for element in &class.body.body {
            match element {
                ClassElement::MethodDefinition(method) => {
                    self.function(&method.value);
                }
                ClassElement::PropertyDefinition(property) => property.value.iter().for_each(|value| self.expression(value)),
                ClassElement::StaticBlock(block) => self.in_scope(|walker| walker.statements(&block.body)),
                ClassElement::AccessorProperty(_) | ClassElement::TSIndexSignature(_) => {}
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression<'a>) {
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

    fn assignment(&mut self, assignment: &'a AssignmentExpression<'a>) {
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

    fn assign(&mut self, target: &'a AssignmentTarget<'a>, value: Option<Placed<'a>>) {
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

    fn assign_simple(&mut self, target: &'a SimpleAssignmentTarget<'a>, value: Option<Placed<'a>>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(name) = target {
            self.reassign(name.name.as_str());
        } else if let Some(member) = target.as_member_expression() {
            self.change_member(member, value);
        }
    }

    fn change_member(&mut self, member: &'a MemberExpression<'a>, value: Option<Placed<'a>>) {
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

    fn change(&mut self, name: &'a str, change: Change<'a>) {
        self.assignments.push(Assignment { name, scope: self.scope, function: self.function, change });
    }
}

fn export_name<'a>(name: &'a ModuleExportName<'a>) -> &'a str {
    match name {
        ModuleExportName::IdentifierName(name) => name.name.as_str(),
        ModuleExportName::IdentifierReference(name) => name.name.as_str(),
        ModuleExportName::StringLiteral(name) => name.value.as_str(),
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
fn member_path<'a>(expression: &'a Expression<'a>) -> Option<(&'a str, Vec<String>)> {
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
