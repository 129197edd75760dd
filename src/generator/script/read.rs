//! From a script's text to its exports and calls.

use std::thread;

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_span::SourceType;

use super::{
    Problem, Script, Value,
    modules::Modules,
    nesting::{statement_before, too_deep},
    reduce::Reducer,
    scope::{Exported, Origin, Outline},
    walk::outline,
};
use crate::text::Span;

/// Largest script that is read, in bytes. A config is written by hand.
const MAX_SIZE: usize = 2 * 1024 * 1024;

/// Stack for parsing and walking, in bytes; the limits in `nesting` fit it. A thread pool's own stacks would not do.
const STACK: usize = 64 * 1024 * 1024;

pub(super) fn read(path: &str, text: &str, modules: &Modules) -> Script {
    let failed =
        |message: &str, span| Script { problem: Some(Problem { message: message.to_owned(), span }), ..Script::default() };
    if text.len() > MAX_SIZE {
        return failed("this file is larger than 2 MB, so its settings are not read", Span::at(0));
    }
    if let Some(offset) = too_deep(text) {
        return failed("this file is nested too deep from here on, so its settings are not read", Span::at(offset));
    }
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || parse(path, text, modules));
        reader.ok().and_then(|reader| reader.join().ok())
    })
    .unwrap_or_else(|| failed("this file could not be read; please report it", Span::at(0)))
}

fn parse(path: &str, text: &str, modules: &Modules) -> Script {
    let allocator = Allocator::default();
    let source_type = source_type(path);
    let parsed = parse_text(&allocator, text, source_type);
    let problem = problem(&parsed, text);
    if !parsed.panicked {
        return script(allocator.alloc(parsed.program), path, problem, modules);
    }
    // The parser gave up. What stands before the statement in which it did is still worth reading.
    let offset = problem.as_ref().map_or(0, |problem| problem.span.start as usize);
    let before = text.get(..statement_before(text, offset)).unwrap_or_default();
    let parsed = parse_text(&allocator, before, source_type);
    script(allocator.alloc(parsed.program), path, problem, modules)
}

fn parse_text<'a>(allocator: &'a Allocator, text: &'a str, source_type: SourceType) -> ParserReturn<'a> {
    let options = ParseOptions { allow_return_outside_function: true, preserve_parens: false, ..ParseOptions::default() };
    Parser::new(allocator, text, source_type).with_options(options).parse()
}

fn source_type(path: &str) -> SourceType {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "ts" => SourceType::ts(),
        "mts" => SourceType::ts().with_module(true),
        "cts" => SourceType::ts().with_commonjs(true),
        "tsx" => SourceType::tsx(),
        "mjs" => SourceType::mjs().with_jsx(true),
        "cjs" => SourceType::cjs().with_jsx(true),
        _ => SourceType::unambiguous().with_jsx(true),
    }
}

/// The first syntax error.
fn problem(parsed: &ParserReturn<'_>, text: &str) -> Option<Problem> {
    let error = parsed.diagnostics.errors().next()?;
    let span = error.labels.iter().next().map_or(Span::at(text.len()), |label| {
        let start = label.offset() as usize;
        Span::new(start.min(text.len()), (start + label.len() as usize).min(text.len()))
    });
    let message = error.message.trim_end_matches('.');
    Some(Problem {
        message: format!("this is not valid JavaScript or TypeScript, so not all settings could be read: {message}"),
        span,
    })
}

fn script<'a>(program: &'a Program<'a>, path: &str, mut problem: Option<Problem>, modules: &Modules) -> Script {
    let outline = outline(program);
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut reducer = Reducer::new(&outline, file, modules);
    let exports = exports(&outline, &mut reducer);
    let calls = outline.calls.iter().map(|site| reducer.call_site(site)).collect();
    if reducer.exhausted() && problem.is_none() {
        let message = "this file computes too much to be read in full".to_owned();
        problem = Some(Problem { message, span: Span::at(0) });
    }
    let imports = imports(&outline);
    Script { exports, calls, imports, problem }
}

/// The exports, the last of each name; unknown when it depends which one that is.
fn exports<'a>(outline: &Outline<'a>, reducer: &mut Reducer<'a, '_>) -> Vec<(String, Value)> {
    let mut exports: Vec<(String, Value)> = Vec::new();
    for export in &outline.exports {
        let value = reducer.export(&export.source);
        match exports.iter_mut().find(|(name, _)| *name == export.name) {
            Some((_, known)) if export.conditional && *known != value => *known = Value::Computed,
            Some((_, known)) => *known = value,
            None => exports.push((export.name.clone(), value)),
        }
    }
    exports
}

/// The modules that names are imported from, each once.
fn imports(outline: &Outline<'_>) -> Vec<String> {
    let bound = outline.bindings.iter().filter_map(|binding| match binding.origin {
        Origin::Import { module, .. } => Some(module),
        _ => None,
    });
    let passed_on = outline.exports.iter().filter_map(|export| match export.source {
        Exported::From { module, .. } => Some(module),
        _ => None,
    });
    let mut imports: Vec<String> = bound.chain(passed_on).map(str::to_owned).collect();
    imports.sort();
    imports.dedup();
    imports
}
