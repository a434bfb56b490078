//! Text as it is written. What stands in a file is never taken for a number, a truth value or a date behind a curator's
//! back: `1.10` stays `1.10`, and `no` is a word.

use std::fmt;
use std::marker::PhantomData;

use ecow::EcoString;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// Text as a curator writes it, quoted or not. Only nothing at all (`~`, `null`, an empty value) is no text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(bound = "S: FromText")]
pub struct Verbatim<S = String>(#[serde(deserialize_with = "as_verbatim")] pub S);

/// The same of what is short as a rule, ids and dates: there are many of them, and none needs memory of its own.
pub type VerbatimWord = Verbatim<EcoString>;

/// What text can be read into.
pub trait FromText: for<'a> From<&'a str> {}

impl FromText for String {}
impl FromText for EcoString {}

fn as_verbatim<'de, D: Deserializer<'de>, S: FromText>(deserializer: D) -> Result<S, D::Error> {
    deserializer.deserialize_option(AsVerbatim(PhantomData))
}

struct AsVerbatim<S>(PhantomData<S>);

impl<'de, S: FromText> Visitor<'de> for AsVerbatim<S> {
    type Value = S;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_none<E: Error>(self) -> Result<S, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<S, E> {
        Err(E::invalid_type(Unexpected::Other("nothing"), &self))
    }

    /// Asked for a string, `serde_yaml` gives any word as it stands there; asked for anything, it tries numbers first.
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<S, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<S, E> {
        Ok(text.into())
    }
}
