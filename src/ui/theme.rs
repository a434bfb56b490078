//! How roles look: read from `theme.yaml`, for as many colours as the terminal has.

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::page::Role;
use crate::text::Text;
use crate::yaml;

/// Whether colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// The terminal's sixteen.
    Sixteen,
    /// None; bold, dim and underlined only.
    None,
}

/// How everything looks.
#[derive(Debug)]
pub struct Theme {
    styles: HashMap<Role, Style>,
    /// The characters that lines and marks are drawn with.
    pub glyphs: Glyphs,
}

/// The characters that lines and marks are drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Glyphs {
    /// Beside a heading.
    pub light: &'static str,
    /// Beside the heading of the pane with the keyboard.
    pub heavy: &'static str,
    /// Between left and right.
    pub rule: &'static str,
    ascii: bool,
}

impl Glyphs {
    /// Lines as Unicode has them, or as ASCII can.
    pub fn new(ascii: bool) -> Self {
        let [light, heavy, rule] = if ascii { ["-", "=", "|"] } else { ["─", "━", "│"] };
        Self { light, heavy, rule, ascii }
    }

    /// A character of the program's own, as it can be shown.
    pub(super) fn of(self, grapheme: &str) -> &str {
        match grapheme {
            _ if !self.ascii => grapheme,
            "…" => "~",
            "·" => "|",
            "“" | "”" => "\"",
            "‘" | "’" => "'",
            "–" | "—" => "-",
            other => other,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Look {
    role: Role,
    colour: Option<Colour>,
    #[serde(default)]
    with: Vec<With>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum With {
    Bold,
    Dim,
    Underlined,
}

impl Theme {
    /// The built-in theme.
    pub fn built_in(colours: Colours, ascii: bool) -> Self {
        let looks: Vec<Look> = yaml::parse(include_str!("theme.yaml")).content.expect("the built-in theme is tested");
        let styles = looks.into_iter().map(|look| (look.role, look.style(colours))).collect();
        Self { styles, glyphs: Glyphs::new(ascii) }
    }

    /// This theme with a reader's own looks put over it. An error says what is wrong with them.
    pub fn overridden(mut self, text: &str, colours: Colours) -> Result<Self, Text> {
        let parsed = yaml::parse::<Vec<Look>>(text);
        match (parsed.faults.first(), parsed.content) {
            (None, Some(looks)) => {
                self.styles.extend(looks.into_iter().map(|look| (look.role, look.style(colours))));
                Ok(self)
            }
            (fault, _) => Err(Text::from(fault.map(|fault| fault.placed(text)).unwrap_or_default())),
        }
    }

    /// How a role looks.
    pub(super) fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }

    /// How the heading of the pane with the keyboard looks.
    pub(super) fn focus(&self) -> Style {
        self.style(Role::Heading)
    }

    /// How other headings' lines look.
    pub(super) fn rest(&self) -> Style {
        self.style(Role::Aside)
    }
}

impl Look {
    fn style(&self, colours: Colours) -> Style {
        let mut style = Style::new();
        for with in &self.with {
            style = style.add_modifier(match with {
                With::Bold => Modifier::BOLD,
                With::Dim => Modifier::DIM,
                With::Underlined => Modifier::UNDERLINED,
            });
        }
        match (colours, self.colour) {
            (Colours::Sixteen, Some(colour)) => style.fg(match colour {
                Colour::Red => Color::Red,
                Colour::Green => Color::Green,
                Colour::Yellow => Color::Yellow,
                Colour::Blue => Color::Blue,
                Colour::Magenta => Color::Magenta,
                Colour::Cyan => Color::Cyan,
            }),
            _ => style,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readers_own_looks_replace_the_built_in_ones() {
        let theme = Theme::built_in(Colours::Sixteen, false);
        let theme = theme.overridden("- {role: link, colour: red}\n", Colours::Sixteen).expect("a theme");
        assert_eq!(theme.style(Role::Link), Style::new().fg(Color::Red));
        assert_eq!(theme.style(Role::Label), Style::new().fg(Color::Cyan));
        let wrong = Theme::built_in(Colours::Sixteen, false).overridden("- {role: lnk}\n", Colours::Sixteen);
        assert!(wrong.is_err_and(|reason| reason.as_str().contains("unknown variant `lnk`")));
    }

    #[test]
    fn every_role_has_a_look_and_none_needs_colour() {
        let theme = Theme::built_in(Colours::None, false);
        let roles = [
            Role::Plain,
            Role::Heading,
            Role::Label,
            Role::Actor,
            Role::Aside,
            Role::Marked,
            Role::Link,
            Role::Warning,
            Role::Match,
        ];
        for role in roles {
            let style = theme.styles.get(&role).unwrap_or_else(|| panic!("{role:?} has a look"));
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
