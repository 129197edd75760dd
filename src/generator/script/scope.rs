//! The names a script declares, and what it does with them.

use oxc_ast::ast::{CallExpression, Expression, NewExpression};
use oxc_span::Span;
use rustc_hash::FxHashMap;

/// Index of a scope; 0 is the file.
pub(super) type ScopeId = usize;
/// Index of a binding.
pub(super) type BindingId = usize;
/// Index of a function; 0 is the file itself.
pub(super) type FunctionId = usize;

/// An expression and where it stands.
pub(super) type Placed<'a> = (&'a Expression<'a>, ScopeId);

/// What one walk over a script finds; reducing starts from it.
#[derive(Default)]
pub(super) struct Outline<'a> {
    pub(super) scopes: Vec<Scope<'a>>,
    pub(super) bindings: Vec<Binding<'a>>,
    pub(super) functions: Vec<FunctionOutline<'a>>,
    /// Functions by their span.
    pub(super) function_at: FxHashMap<(u32, u32), FunctionId>,
    pub(super) exports: Vec<Export<'a>>,
    pub(super) calls: Vec<CallSite<'a>>,
    /// Spans of the calls that may not happen.
    pub(super) conditional: rustc_hash::FxHashSet<(u32, u32)>,
}

/// A block or function, and the names declared in it.
#[derive(Default)]
pub(super) struct Scope<'a> {
    pub(super) parent: Option<ScopeId>,
    pub(super) names: FxHashMap<&'a str, BindingId>,
}

/// A declared name.
pub(super) struct Binding<'a> {
    pub(super) name: &'a str,
    pub(super) origin: Origin<'a>,
    /// The function that declares it.
    pub(super) function: FunctionId,
    /// Whether it is assigned anew after its declaration, or declared twice.
    pub(super) reassigned: bool,
    pub(super) changes: Vec<Change<'a>>,
}

/// Where a binding's value comes from.
pub(super) enum Origin<'a> {
    /// An import; without a name, the module or its default export.
    Import {
        module: &'a str,
        name: Option<&'a str>,
    },
    /// The member of an expression that the path leads to.
    Value {
        init: Placed<'a>,
        path: Vec<String>,
    },
    Function(FunctionId),
    /// A parameter, class, loop variable: known by its name only.
    Opaque,
    Computed,
}

/// `name.path = value`, in the order written.
pub(super) struct Change<'a> {
    pub(super) path: Vec<String>,
    /// The value; `None` when it may or may not be that.
    pub(super) value: Option<Placed<'a>>,
    /// A call that alters an array (`push`) and nothing else.
    pub(super) only_lists: bool,
}

pub(super) struct FunctionOutline<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) parameters: usize,
    /// Yields instead of returning.
    pub(super) generator: bool,
    pub(super) returns: Vec<Placed<'a>>,
    /// A `return` that is always reached was seen: what follows is not.
    pub(super) ended: bool,
}

pub(super) struct Export<'a> {
    pub(super) name: String,
    pub(super) source: Exported<'a>,
    pub(super) conditional: bool,
}

pub(super) enum Exported<'a> {
    Value(Placed<'a>),
    Function(FunctionId),
    Local(&'a str),
    /// `export { name } from "module"`.
    From {
        module: &'a str,
        name: &'a str,
    },
    Computed,
}

pub(super) struct CallSite<'a> {
    pub(super) call: CallNode<'a>,
    pub(super) scope: ScopeId,
}

/// A call or `new`.
#[derive(Clone, Copy)]
pub(super) enum CallNode<'a> {
    Call(&'a CallExpression<'a>),
    New(&'a NewExpression<'a>),
}

impl CallNode<'_> {
    pub(super) fn span(self) -> Span {
        match self {
            Self::Call(call) => call.span,
            Self::New(new) => new.span,
        }
    }
}

impl<'a> Outline<'a> {
    /// The binding that `name` means in `scope`.
    pub(super) fn resolve(&self, name: &str, scope: ScopeId) -> Option<BindingId> {
        let mut at = Some(scope);
        while let Some(scope) = at.and_then(|id| self.scopes.get(id)) {
            if let Some(&binding) = scope.names.get(name) {
                return Some(binding);
            }
            at = scope.parent;
        }
        None
    }

    /// Declares `name` in `scope`; a second declaration makes it unknown.
    pub(super) fn declare(&mut self, name: &'a str, scope: ScopeId, function: FunctionId, origin: Origin<'a>) {
        let id = self.bindings.len();
        let Some(scope) = self.scopes.get_mut(scope) else { return };
        match scope.names.get(name).and_then(|&known| self.bindings.get_mut(known)) {
            Some(known) => known.reassigned = true,
            None => {
                scope.names.insert(name, id);
                self.bindings.push(Binding { name, origin, function, reassigned: false, changes: Vec::new() });
            }
        }
    }
}
