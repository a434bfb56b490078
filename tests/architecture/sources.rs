//! Finds which modules of `src` use items of which others, tests aside.
//!
//! An import leads to the file that defines the item: `crate::corpus::ClaimSlot` is followed through the `pub use` in
//! `corpus.rs` to `corpus/slots.rs`. A module that re-exports items of its own children does not import them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::circles::Graph;
use super::tokens::tokens;

/// A module's path below the crate: `["corpus", "slots"]`. The crate itself is the empty path.
pub(crate) type Module = Vec<String>;

/// Every module that is compiled without tests.
struct Sources {
    modules: BTreeMap<Module, Source>,
}

#[derive(Default)]
struct Source {
    tokens: Vec<String>,
    children: BTreeSet<String>,
    uses: Vec<Use>,
}

/// One name that a `use` brings into a module.
struct Use {
    path: Vec<String>,
    name: String,
    is_public: bool,
}

/// What a path leads to.
enum Target {
    Module(Module),
    /// An item, and the module whose file defines it.
    Item(Module),
}

/// Maximum number of re-exports to follow for one path, because a name such as `use rayon;` leads to itself.
const MAX_STEPS: usize = 16;

/// Reads `src` from `lib.rs` along its `mod` declarations. Returns every module, with the modules whose items it uses.
pub(crate) fn imports(src: &Path) -> Graph<Module> {
    let mut sources = Sources { modules: BTreeMap::new() };
    sources.read(src, Module::new());
    sources.graph()
}

impl Sources {
    fn read(&mut self, src: &Path, module: Module) {
        let path = src.join(file(&module));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let source = Source::parse(tokens(&text));
        for child in &source.children {
            self.read(src, joined(&module, child));
        }
        self.modules.insert(module, source);
    }

    fn graph(&self) -> Graph<Module> {
        self.modules.keys().map(|module| (module.clone(), self.imports(module))).collect()
    }

    /// Returns the other modules whose items `module` uses.
    fn imports(&self, module: &Module) -> BTreeSet<Module> {
        let source = &self.modules[module];
        let used = source.uses.iter().filter_map(|import| {
            let Target::Item(target) = self.resolve(module, &import.path, MAX_STEPS)? else { return None };
            let is_reexport = import.is_public && target.starts_with(module);
            (!is_reexport).then_some(target)
        });
        let named = source.paths().into_iter().filter_map(|path| match self.resolve(module, &path, MAX_STEPS)? {
            Target::Module(_) => None,
            Target::Item(target) => Some(target),
        });
        used.chain(named).filter(|target| target != module).collect()
    }

    /// Resolves a path as it is written in `module`. Returns `None` if it leads out of the crate.
    fn resolve(&self, module: &Module, path: &[String], steps: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.find(&Vec::new(), rest, steps),
            "self" => self.find(module, rest, steps),
            "super" => {
                let parent = module[..module.len() - 1].to_vec();
                if rest.first().is_some_and(|next| next == "super") {
                    return self.resolve(&parent, rest, steps);
                }
                self.find(&parent, rest, steps)
            }
            _ => {
                let source = &self.modules[module];
                let is_known =
                    source.children.contains(first) || source.uses.iter().any(|import| import.name == *first);
                is_known.then(|| self.find(module, path, steps)).flatten()
            }
        }
    }

    /// Resolves a path whose first name belongs to `module`.
    fn find(&self, module: &Module, path: &[String], steps: usize) -> Option<Target> {
        let Some((first, rest)) = path.split_first() else { return Some(Target::Module(module.clone())) };
        let source = &self.modules[module];
        let import = source.uses.iter().find(|import| import.name == *first);
        // A function may have the name of its module. The last name of a path then means the function.
        if source.children.contains(first) && (import.is_none() || !rest.is_empty()) {
            return self.find(&joined(module, first), rest, steps);
        }
        match import {
            Some(import) => match self.resolve(module, &import.path, steps.checked_sub(1)?)? {
                Target::Module(target) => self.find(&target, rest, steps - 1),
                item @ Target::Item(_) => Some(item),
            },
            None => Some(Target::Item(module.clone())),
        }
    }
}

impl Source {
    fn parse(tokens: Vec<String>) -> Self {
        let mut source = Self::default();
        for (at, token) in tokens.iter().enumerate() {
            match token.as_str() {
                "mod" if tokens[at + 2] == ";" => {
                    source.children.insert(tokens[at + 1].clone());
                }
                // `use<'a>` in a type is no import.
                "use" if tokens[at + 1] != "<" => {
                    // `pub use` or `pub(crate) use`.
                    let is_public = at > 0 && [")", "pub"].contains(&tokens[at - 1].as_str());
                    add_uses(&mut tokens[at + 1..].iter(), &[], is_public, &mut source.uses);
                }
                _ => {}
            }
        }
        source.tokens = tokens;
        source
    }

    /// Returns every path such as `a::b` in the code, except those in `use` declarations.
    fn paths(&self) -> Vec<Vec<String>> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.tokens.len() {
            if self.tokens[at] == "use" && self.tokens[at + 1] != "<" {
                at += self.tokens[at..].iter().take_while(|token| *token != ";").count();
                continue;
            }
            let mut path = Vec::new();
            while is_name(&self.tokens[at]) && self.tokens.get(at + 1).is_some_and(|next| next == "::") {
                path.push(self.tokens[at].clone());
                at += 2;
            }
            if !path.is_empty() && is_name(&self.tokens[at]) {
                path.push(self.tokens[at].clone());
            }
            if !path.is_empty() {
                found.push(path);
            }
            at += 1;
        }
        found
    }
}

/// Reads one tree of a `use` and the sign that ends it. Returns whether it was the last tree of its group.
fn add_uses<'a>(
    tokens: &mut impl Iterator<Item = &'a String>,
    before: &[String],
    is_public: bool,
    uses: &mut Vec<Use>,
) -> bool {
    let (mut path, mut name, mut is_group) = (before.to_vec(), None, false);
    let is_last = loop {
        match tokens.next().map_or(";", String::as_str) {
            "{" => {
                is_group = true;
                while !add_uses(tokens, &path, is_public, uses) {}
            }
            "as" => name = tokens.next().cloned(),
            "::" => {}
            "," => break false,
            "}" | ";" => break true,
            "self" if path.len() == before.len() && !before.is_empty() => name = path.last().cloned(),
            word => path.push(word.to_owned()),
        }
    };
    if !is_group && (path.len() > before.len() || name.is_some()) {
        let name = name.or_else(|| path.last().cloned()).expect("a use has a name");
        // A glob import leads to the module before the `*`.
        path.retain(|part| part != "*");
        uses.push(Use { path, name, is_public });
    }
    is_last
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn joined(module: &Module, child: &str) -> Module {
    module.iter().cloned().chain([child.to_owned()]).collect()
}

/// Returns the file of a module, relative to `src`.
pub(crate) fn file(module: &Module) -> String {
    if module.is_empty() { "lib.rs".to_owned() } else { format!("{}.rs", module.join("/")) }
}

#[test]
fn an_import_leads_to_the_file_that_defines_the_item() {
    let sources = [
        ("", "mod a; mod b;"),
        ("a", "mod c; #[cfg(test)] mod tests; pub use c::{Deep, Other as Renamed}; use crate::b; fn f() { b::run() }"),
        ("a::c", "pub struct Deep; use super::super::b::{self, Own}; const TEXT: &str = r#\"crate::a::Renamed\"#;"),
        ("b", "use crate::a::{Renamed, c::{Deep}}; // crate::b::d::X\nmod d; pub use self::d::Inner; pub struct Own;"),
        ("b::d", "fn f<'a>(c: char) -> bool { c == '\"' && super::Inner::new() } #[cfg(test)] use crate::a::f;"),
    ];
    let module = |name: &str| name.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect::<Module>();
    let modules = sources.map(|(name, text)| (module(name), Source::parse(tokens(text)))).into();
    let found = Sources { modules }.graph();
    let imports = |name| found[&module(name)].iter().map(|import| import.join("::")).collect::<Vec<_>>();
    assert_eq!(["", "a", "a::c", "b", "b::d"].map(imports), [vec![], vec!["b"], vec!["b"], vec!["a::c"], vec![]]);
}
