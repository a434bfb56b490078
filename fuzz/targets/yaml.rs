//! Any bytes as a document and as both registers: they are refused with a place, or read, and the screen is text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ([u8; 6], &[u8])| {
    let (keys, bytes) = input;
    let files = ["one", "entities", "sources"].map(|stem| (stem.to_owned(), bytes.to_vec()));
    browser::browse(files.into(), &keys, &String::from_utf8_lossy(bytes));
});
