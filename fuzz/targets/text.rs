//! Puts any text into every field, id, key and file name, types and pastes it at every prompt, and checks the screen.
#![no_main]

#[path = "../../tests/support/hostile.rs"]
mod hostile;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, Vec<String>, Vec<u8>)| {
    let (kinds, texts, keys) = input;
    let mut all = texts.iter().cycle().cloned();
    let files = hostile::files(|| all.next().unwrap_or_default(), kinds);
    browser::browse(files, &keys, texts.first().map_or("", String::as_str));
});
