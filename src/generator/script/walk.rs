//! One walk over a script: declares its names, and notes its calls, exports, returns and changes.

use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, Class, ClassElement, Expression, ForStatementInit, ForStatementLeft,
    FormalParameters, Function, Program, Statement, VariableDeclaration,
};
use oxc_span::Span;

use super::scope::{Change, Export, Exported, FunctionId, FunctionOutline, Origin, Outline, Scope, ScopeId};

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
pub(super) struct Assignment<'a> {
    pub(super) name: &'a str,
    pub(super) scope: ScopeId,
    pub(super) function: FunctionId,
    pub(super) change: Change<'a>,
}

pub(super) struct Walker<'a> {
    pub(super) outline: Outline<'a>,
    pub(super) scope: ScopeId,
    pub(super) function: FunctionId,
    /// The scope of `function`, where `var` declares.
    pub(super) function_scope: ScopeId,
    /// How many branches and loops enclose this place; and how many enclose `function`.
    pub(super) conditions: usize,
    pub(super) outer_conditions: usize,
    pub(super) assignments: Vec<Assignment<'a>>,
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

    pub(super) fn conditionally(&mut self, walk: impl FnOnce(&mut Self)) {
        self.conditions += 1;
        walk(self);
        self.conditions -= 1;
    }

    pub(super) fn declare(&mut self, name: &'a str, origin: Origin<'a>) {
        self.outline.declare(name, self.scope, self.function, origin);
    }

    pub(super) fn export(&mut self, name: &str, source: Exported<'a>) {
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

    pub(super) fn function(&mut self, function: &'a Function<'a>) -> FunctionId {
        let name = function.id.as_ref().map(|name| name.name.as_str());
        self.enter(function.span, name, function.generator, &function.params, |walker| {
            if let Some(body) = &function.body {
                walker.statements(&body.statements);
            }
        })
    }

    pub(super) fn arrow(&mut self, arrow: &'a ArrowFunctionExpression<'a>) -> FunctionId {
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

    pub(super) fn class(&mut self, class: &'a Class<'a>) {
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
}
