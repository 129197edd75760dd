//! The walk through declarations: variables, imports, exports.

use oxc_ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, ImportDeclarationSpecifier, ModuleDeclaration, ModuleExportName,
    TSModuleReference, VariableDeclaration,
};

use super::{
    scope::{Exported, Origin},
    walk::Walker,
};

impl<'a> Walker<'a> {
    pub(super) fn declaration(&mut self, declaration: &'a Declaration<'a>) {
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

    pub(super) fn variables(&mut self, declaration: &'a VariableDeclaration<'a>) {
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
    pub(super) fn pattern(
        &mut self,
        pattern: &'a BindingPattern<'a>,
        path: &mut Vec<String>,
        origin: &dyn Fn(&[String]) -> Origin<'a>,
    ) {
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

    pub(super) fn module_declaration(&mut self, declaration: &'a ModuleDeclaration<'a>) {
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
}

fn export_name<'a>(name: &'a ModuleExportName<'a>) -> &'a str {
    match name {
        ModuleExportName::IdentifierName(name) => name.name.as_str(),
        ModuleExportName::IdentifierReference(name) => name.name.as_str(),
        ModuleExportName::StringLiteral(name) => name.value.as_str(),
    }
}
