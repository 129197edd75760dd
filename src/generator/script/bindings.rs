//! Names to values: each binding and function is reduced once.

use super::{
    combine::{imported, member_of, set},
    reduce::{MAX_DEPTH, MAX_STEPS, Reducer},
    scope::{BindingId, Change, FunctionId, Origin, Placed, ScopeId},
    value::{Function, Name, Value},
};

/// The value of a binding or function, once it is known.
#[derive(Default)]
pub(super) enum Memo {
    #[default]
    Unknown,
    InProgress,
    Known {
        value: Value,
        size: usize,
        height: usize,
    },
}

impl<'a> Reducer<'a, '_> {
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
            (Origin::Import { module, name }, false) => self.import(id, module, *name, depth),
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

    /// What an import stands for: what its script exports, where that was read.
    fn import(&mut self, id: BindingId, module: &str, name: Option<&str>, depth: usize) -> Value {
        if self.modules.is_empty() {
            return imported(module, name);
        }
        if let Some(known) = self.recall(|reducer| reducer.bindings.get_mut(id), depth) {
            return known;
        }
        let value = self.modules.export(module, name).unwrap_or_else(|| imported(module, name));
        self.remember(|reducer| reducer.bindings.get_mut(id), value, depth)
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

    pub(super) fn function_at(&mut self, span: (u32, u32), depth: usize) -> Value {
        match self.outline.function_at.get(&span) {
            Some(&id) => self.function(id, depth),
            None => Value::Computed,
        }
    }

    pub(super) fn function(&mut self, id: FunctionId, depth: usize) -> Value {
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
