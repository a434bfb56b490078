//! Scalars as they are written. YAML would read some as numbers or truth values; here `1.10` stays `1.10`, and `no` is
//! a word.

use std::fmt;
use std::marker::PhantomData;

use ecow::EcoString;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// A scalar as the curator writes it, quoted or not. Only an empty value, `~` or `null` is refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(bound = "S: FromText")]
pub struct Verbatim<S = String>(#[serde(deserialize_with = "as_verbatim")] pub S);

/// A short scalar, such as an id or a date. [`EcoString`] stores up to 15 bytes inline, without an allocation.
pub type VerbatimWord = Verbatim<EcoString>;

/// A type that text can be read into.
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

    /// Requests a string, because `serde_yaml` then returns any scalar unchanged. For `any` it would try numbers first.
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<S, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<S, E> {
        Ok(text.into())
    }
}
