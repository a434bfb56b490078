use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

#[test]
fn the_built_in_keymap_can_be_read_and_every_context_can_be_left() {
    let keymap = Keymap::built_in();
    let contexts = [
        Context::Browse,
        Context::Prompt,
        Context::Find,
        Context::View,
        Context::Links,
        Context::Filters,
        Context::Reading,
    ];
    for context in contexts {
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
    for name in ["m", "'", "e"] {
        let key = Key::parse(name).expect("a key");
        assert_eq!(keymap.action(Context::Browse, key), None, "{name}");
    }
}

#[test]
fn a_keymap_with_a_mistake_is_refused() {
    let parse = |keys: &str| {
        Keymap::parse(&format!("- context: browse\n  bindings:\n    - {{action: up, keys: [{keys}], does: up}}\n"))
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    assert_eq!(parse("k, Up"), Ok(()));
    assert_eq!(parse("Upp"), Err("`Upp` is not a key".into()));
    assert_eq!(parse("k, k"), Err("`k` is bound twice in `browse`".into()));
}

#[test]
fn a_readers_own_keys_replace_the_built_in_ones() {
    let own = "- context: browse\n  bindings:\n    - {action: quit, keys: [x]}\n    - {action: find, keys: [z, F2]}\n";
    let keymap = Keymap::built_in().overridden(own).expect("a keymap");
    let bound = |name: &str| keymap.action(Context::Browse, Key::parse(name).expect("a key"));
    assert_eq!((bound("x"), bound("q"), bound("z"), bound("f")), (Some(Action::Quit), None, Some(Action::Find), None));
    assert_eq!(keymap.key_for(Context::Browse, Action::Find), Some("z"));
    assert_eq!(keymap.key_for(Context::Browse, Action::Zoom), None, "z was taken from it");
    assert_eq!(keymap.action(Context::Find, Key::parse("q").expect("a key")), Some(Action::Escape));
    let wrong = "- context: links\n  bindings: [{action: find, keys: [z]}]\n";
    let refused = Keymap::built_in().overridden(wrong).expect_err("no search over everything there");
    assert_eq!(refused.to_string(), "`find` cannot be used in `links`");
}

#[test]
fn shift_is_part_of_the_letter() {
    let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
    assert_eq!(Some(Key::from(event)), Key::parse("G"));
    assert_eq!(Key::from(event).letter(), Some('G'));
    assert_eq!(Key::parse("Ctrl-d").and_then(Key::letter), None);
}
