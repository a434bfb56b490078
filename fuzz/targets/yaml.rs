//! Reads any bytes as a document and as both registers, and checks the screen.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ([u8; 6], &[u8])| {
    let (keys, bytes) = input;
    let files = ["one", "entities", "sources"].map(|stem| (stem.to_owned(), bytes.to_vec()));
    browser::browse(files.into(), &keys, &String::from_utf8_lossy(bytes));
});
