//! Any keys, at any size.

use super::*;

/// Any key of the keymap, letters, and names that nothing is bound to.
fn any_key() -> impl Strategy<Value = String> {
    let named = [
        "Enter",
        "Esc",
        "Tab",
        "Shift-Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "Backspace",
        "Delete",
        "Ctrl-d",
        "Ctrl-u",
        "Ctrl-w",
        "F1",
        "F5",
    ];
    prop_oneof![
        proptest::sample::select(named.to_vec()).prop_map(str::to_owned),
        proptest::char::range('!', '~').prop_map(String::from),
        Just("ö".to_owned()),
        Just("Space".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_at_any_size_leave_the_model_whole(
        keys in proptest::collection::vec((any_key(), 0_u16..200, 0_u16..60), 0..60)
    ) {
        let mut driver = harbour_at(80, 24);
        driver.reload = Some(Arc::new(harbour()));
        for (key, columns, rows) in keys {
            driver.send(Message::Key(Key::parse(&key).expect("a key")));
            driver.send(Message::Resized(Size { columns, rows }));
            let model = &driver.model;
            for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
                let list = model.list(pane);
                prop_assert!(list.cursor() < list.rows().len().max(1));
                is_explained(&driver, pane)?;
            }
            prop_assert!(model.detail().scroll() <= model.detail().page().lines().len());
            let escapes = model.keymap().action(model.context(), Key::parse("Esc").expect("a key"));
            prop_assert_eq!(escapes, Some(Action::Escape));
            let _ = crate::screen::Screen::new(model);
        }
        // Esc leads back to the whole view from everywhere.
        for _ in 0..40 {
            driver.press("<Esc>");
        }
        prop_assert_eq!(driver.model.narrowing(), []);
        prop_assert!(driver.model.overlay().is_none() && !driver.model.prompt_is_open());
    }
}
