//! What an expression in a generator's config stands for, as far as reading it can tell.

use crate::text::Span;

/// The key under which a [`Value::Table`] keeps a spread (`...base`) or computed key whose entries are not known.
/// While it is there, a missing key may still exist; the keys written before it are [`Value::Computed`].
pub const UNKNOWN_ENTRIES: &str = "...";

/// A value written in a config script.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null` or `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JavaScript holds it.
    Number(f64),
    /// A string. `process.env.X || "text"` counts as its literal: what the site is without that variable.
    Text(String),
    /// A path from the folder that holds the script, made with `__dirname`, `import.meta`, `require.resolve` and the like:
    /// `.` is that folder, and `../` may lead. (A [`Value::Text`] is a path from wherever the generator says.)
    Path(String),
    /// A regular expression: what stands between its slashes.
    Pattern(String),
    /// An array. A spread of unknown length is one [`Value::Computed`].
    List(Vec<Value>),
    /// An object, its keys in order and unique. See [`UNKNOWN_ENTRIES`].
    Table(Vec<(String, Value)>),
    /// An identifier or member that stands for something outside the file, or made while it runs.
    Name(Name),
    /// A call that was not reduced: a plugin, an integration, a wrapper such as `defineConfig`.
    Call(Box<Call>),
    /// A function.
    Function(Box<Function>),
    /// Anything that only running the script would tell.
    Computed,
}

/// A thing known by its name only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// For an import its exported name (`IdAttributePlugin`), or the module's name for the module itself and its default
    /// export (`markdown-it-anchor`); members follow after dots. Otherwise as written (`eleventyConfig`).
    pub name: String,
    /// The module it was imported or required from, as written there.
    pub module: Option<String>,
}

/// A call, or the making of an object with `new`.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What is called, as written and flattened: `eleventyConfig.addPlugin`, `markdownIt().use`, `new Sitemap`.
    pub callee: String,
    /// The imported name that is called, wherever a local name hides it: `starlight` may be `@astrojs/starlight`.
    pub target: Option<Name>,
    /// The call whose result this one is made on: for `md.use(a)`, what `md` was made by. Holds the earlier links of a chain.
    pub receiver: Option<Box<Call>>,
    /// The arguments, in order. A spread of unknown length is one [`Value::Computed`].
    pub arguments: Vec<Value>,
    /// Whether it stands in a branch or loop, so that it may not happen.
    pub conditional: bool,
    /// The whole call in the script, in bytes.
    pub span: Span,
}

/// A function's shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The name it was declared with.
    pub name: Option<String>,
    /// How many parameters it declares.
    pub parameters: usize,
    /// What it returns: [`Value::Null`] when nothing, [`Value::Computed`] when that depends.
    pub returns: Value,
}

impl Call {
    /// The last name of the callee: `use` of `markdownIt().use`, `Sitemap` of `new Sitemap`.
    pub fn method(&self) -> &str {
        self.callee.rsplit(['.', ' ']).next().unwrap_or_default()
    }

    /// The module that the callee, or the call at the start of its chain, came from.
    pub fn module(&self) -> Option<&str> {
        let mut call = self;
        loop {
            if let Some(module) = call.target.as_ref().and_then(|target| target.module.as_deref()) {
                return Some(module);
            }
            call = call.receiver.as_deref()?;
        }
    }
}

impl Value {
    /// The text of a string or a path.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Path(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, when it is literally one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The items of an array; empty for anything else.
    pub fn list(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of an object; empty for anything else.
    pub fn table(&self) -> &[(String, Value)] {
        match self {
            Self::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The entry of an object under exactly `key`, dots and all.
    pub fn entry(&self, key: &str) -> Option<&Value> {
        self.table().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value at a dotted path through objects: `dir.input`.
    pub fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(self, |value, key| value.entry(key))
    }

    /// Whether the whole value is literal: no name, call, function or computed part in it.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Path(_) | Self::Pattern(_) => true,
            Self::List(items) => items.iter().all(Self::is_known),
            Self::Table(entries) => entries.iter().all(|(_, value)| value.is_known()),
            Self::Name(_) | Self::Call(_) | Self::Function(_) | Self::Computed => false,
        }
    }

    /// Whether JavaScript takes it for true; `None` when that is not known.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Null => Some(false),
            Self::Bool(value) => Some(*value),
            Self::Number(number) => Some(*number != 0.0 && !number.is_nan()),
            Self::Text(text) => Some(!text.is_empty()),
            Self::Path(_) | Self::Pattern(_) | Self::List(_) | Self::Table(_) | Self::Function(_) => Some(true),
            Self::Name(_) | Self::Call(_) | Self::Computed => None,
        }
    }

    /// How much there is of it (values, and text in steps of 32 bytes), and how deep it nests.
    pub(super) fn extent(&self) -> (usize, usize) {
        let text = |text: &str| 1 + text.len() / 32;
        let (size, height) = match self {
            Self::Text(value) | Self::Path(value) | Self::Pattern(value) => (text(value), 0),
            Self::Name(name) => (text(&name.name), 0),
            Self::List(items) => total(items.iter()),
            Self::Table(entries) => {
                let (size, height) = total(entries.iter().map(|(_, value)| value));
                (size + entries.iter().map(|(key, _)| text(key)).sum::<usize>(), height)
            }
            Self::Call(call) => call.extent(),
            Self::Function(function) => function.returns.extent(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Computed => (0, 0),
        };
        (size + 1, height + 1)
    }
}

impl Call {
    fn extent(&self) -> (usize, usize) {
        let (size, height) = total(self.arguments.iter());
        let (before, below) = self.receiver.as_ref().map_or((0, 0), |receiver| receiver.extent());
        (size + before + 1 + self.callee.len() / 32, height.max(below) + 1)
    }
}

fn total<'v>(values: impl Iterator<Item = &'v Value>) -> (usize, usize) {
    values.map(Value::extent).fold((0, 0), |(size, height), (more, tall)| (size + more, height.max(tall)))
}
