use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

#[test]
fn the_built_in_keymap_can_be_read_and_every_context_can_be_left() {
    let keymap = Keymap::built_in();
    for context in Context::ALL {
        for (name, action) in [("Esc", Action::Escape), ("Ctrl-c", Action::Quit)] {
            let key = Key::parse(name).expect("a key");
            assert_eq!(keymap.action(context, key), Some(action), "{name} in {context:?}");
        }
    }
}

#[test]
fn what_is_essential_has_keys() {
    let keymap = Keymap::built_in();
    for section in &keymap.sections {
        let bound = keymap.essentials(section.context).filter(|binding| !binding.keys.is_empty()).count();
        assert_eq!(bound, section.essential.len(), "{:?}", section.context);
    }
}

#[test]
fn keys_that_later_views_will_use_are_not_taken() {
    let keymap = Keymap::built_in();
    for name in ["m", "'"] {
        let key = Key::parse(name).expect("a key");
        assert_eq!(keymap.action(Context::Browse, key), None, "{name}");
    }
}

/// Applies a reader's keymap. Returns it, and its mistakes with their lines.
fn applied(own: &str) -> (Keymap, Vec<String>) {
    let (keymap, faults) = Keymap::built_in().overridden(own);
    let line = |fault: &Fault| fault.position.map_or(0, |at| at.line);
    let words = |fault: &Fault| {
        let hint = fault.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{}: {}{hint}", line(fault), fault.problem)
    };
    let words = faults.iter().map(words).collect();
    (keymap, words)
}

#[test]
fn a_mistake_costs_only_its_line_and_all_are_told() {
    let own = "\
- context: browse
  bindings:
    - {action: find, keys: [z, F2]}
    - {action: fnd, keys: [x]}
    - {action: timeline, keys: [Shift-A]}
    - {action: matrix, keys: [C-p]}
    - {action: copy, keys: [z]}
    - {action: quit, keys: []}
    - {action: links, keys: [Ctrl-c]}
    - {action: help, keys: [' ']}
- context: prompt
  bindings:
    - {action: accept, keys: [x]}
- context: links
  bindings: [{action: find, keys: [z]}]
";
    let (keymap, mistakes) = applied(own);
    insta::assert_snapshot!(mistakes.join("\n"));
    let bound = |context, name: &str| keymap.action(context, Key::parse(name).expect("a key"));
    assert_eq!(bound(Context::Browse, "z"), Some(Action::Find));
    assert_eq!(bound(Context::Browse, "q"), Some(Action::Quit));
    assert_eq!(bound(Context::Browse, "Ctrl-c"), Some(Action::Quit));
    assert_eq!(bound(Context::Browse, "Space"), Some(Action::Help));
    assert_eq!(keymap.key_for(Context::Browse, Action::Help), Some("Space"), "a key has a name that can be seen");
    assert_eq!(bound(Context::Browse, "t"), Some(Action::Timeline), "its line has a mistake");
    assert_eq!(bound(Context::Prompt, "x"), None);
}

#[test]
fn a_key_written_in_another_way_is_known_again() {
    for (written, meant) in [
        ("Shift-A", "A"),
        ("shift+a", "A"),
        ("ctrl-p", "Ctrl-p"),
        ("C-p", "Ctrl-p"),
        ("Control-P", "Ctrl-p"),
        ("^p", "Ctrl-p"),
        ("<C-p>", "Ctrl-p"),
        ("enter", "Enter"),
        ("f2", "F2"),
        ("shift-tab", "Shift-Tab"),
    ] {
        assert_eq!(Key::suggestion(written).as_deref(), Some(meant), "{written}");
    }
    assert_eq!(Key::suggestion("Hyper-Space-Bar"), None);
}

#[test]
fn a_readers_own_keys_replace_the_built_in_ones() {
    let own = "- context: browse\n  bindings:\n    - {action: quit, keys: [x]}\n    - {action: find, keys: [z, F2]}\n";
    let (keymap, mistakes) = applied(own);
    assert_eq!(mistakes, [""; 0]);
    let bound = |name: &str| keymap.action(Context::Browse, Key::parse(name).expect("a key"));
    assert_eq!((bound("x"), bound("q"), bound("z"), bound("f")), (Some(Action::Quit), None, Some(Action::Find), None));
    assert_eq!(keymap.key_for(Context::Browse, Action::Find), Some("z"));
    assert_eq!(keymap.key_for(Context::Browse, Action::Zoom), None, "z was taken from it");
    assert_eq!(keymap.action(Context::Find, Key::parse("q").expect("a key")), Some(Action::Escape));
}

#[test]
fn shift_is_part_of_the_letter() {
    let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
    assert_eq!(Some(Key::from(event)), Key::parse("G"));
    assert_eq!(Key::from(event).letter(), Some('G'));
    assert_eq!(Key::parse("Ctrl-d").and_then(Key::letter), None);
}
