//! The theme: how roles look, read from `theme.yaml`.

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::colour::Colour;
use super::glyphs::Glyphs;
use crate::styled::Role;
use crate::terminal::capabilities::{Background, Colours};
use crate::yaml::{self, Fault};

/// How everything looks.
#[derive(Debug)]
pub struct Theme {
    styles: HashMap<Role, RoleStyle>,
    colours: Colours,
    /// `None` if it is unknown.
    background: Option<Background>,
    /// The characters to draw with.
    pub glyphs: Glyphs,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleStyle {
    role: Role,
    /// The colour on an unknown background, and with sixteen colours.
    colour: Option<Colour>,
    /// The colour on a dark background.
    dark: Option<Colour>,
    /// The colour on a light background.
    light: Option<Colour>,
    /// The colour behind the text on an unknown background, and with sixteen colours.
    background: Option<Colour>,
    /// The colour behind the text on a dark background.
    #[serde(rename = "dark-background")]
    dark_background: Option<Colour>,
    /// The colour behind the text on a light background.
    #[serde(rename = "light-background")]
    light_background: Option<Colour>,
    #[serde(default)]
    with: Vec<Attribute>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Attribute {
    Bold,
    Dim,
    Underlined,
    Reversed,
}

impl Theme {
    /// Builds the built-in theme.
    pub fn built_in(colours: Colours, ascii: bool) -> Self {
        let styles: Vec<RoleStyle> =
            yaml::parse(include_str!("theme.yaml"), &[]).content.expect("the built-in theme is tested");
        let styles = styles.into_iter().map(|style| (style.role, style)).collect();
        Self { styles, colours, background: None, glyphs: Glyphs::new(ascii) }
    }

    /// Applies a reader's own styles. A line with a mistake has no effect. Also returns all mistakes, with their places.
    #[must_use]
    pub fn overridden(mut self, text: &str) -> (Self, Vec<Fault>) {
        let (parsed, _) = yaml::parse_entries::<Vec<Option<RoleStyle>>>(text);
        let styles = parsed.content.into_iter().flatten().flatten();
        self.styles.extend(styles.map(|style| (style.role, style)));
        (self, parsed.faults)
    }

    /// Chooses the colours for a background. Returns whether anything looks different now.
    pub fn set_background(&mut self, background: Background) -> bool {
        let before = self.background.replace(background);
        before != self.background && self.colours > Colours::Sixteen
    }

    /// Returns the style of a role.
    pub(crate) fn style(&self, role: Role) -> Style {
        self.styles.get(&role).map(|style| style.style(self.colours, self.background)).unwrap_or_default()
    }

    /// The style of the focused pane's heading.
    pub(super) fn focus(&self) -> Style {
        self.style(Role::Focus)
    }

    /// What the selected row changes in the style of its text; `None` if it only has its sign.
    pub(super) fn selection(&self) -> Option<Style> {
        let style = Some(self.style(Role::Selection)).filter(|style| *style != Style::new())?;
        // Dim text is hard to read on another background.
        let style = style.remove_modifier(Modifier::DIM);
        // In reverse video, a word of another colour would be a block of that colour.
        let reversed = style.add_modifier.contains(Modifier::REVERSED) && style.fg.is_none();
        Some(if reversed { style.fg(Color::Reset) } else { style })
    }

    /// The style of other lines.
    pub(super) fn rest(&self) -> Style {
        self.style(Role::Aside)
    }
}

impl RoleStyle {
    fn style(&self, colours: Colours, background: Option<Background>) -> Style {
        // Readers choose their terminal's sixteen colours to suit its background. Each of the others suits only one.
        let fitting = |dark: Option<Colour>, light: Option<Colour>, any: Option<Colour>| {
            let fitting = match background {
                Some(Background::Dark) => dark,
                Some(Background::Light) => light,
                None => None,
            };
            let colour = fitting.filter(|_| colours > Colours::Sixteen).or(any);
            colour.and_then(|colour| colour.nearest_in(colours))
        };
        let ground = fitting(self.dark_background, self.light_background, self.background);
        let mut style = Style { fg: fitting(self.dark, self.light, self.colour), bg: ground, ..Style::new() };
        for with in &self.with {
            // Reverse video takes the place of a background.
            if ground.is_some() && matches!(with, Attribute::Reversed) {
                continue;
            }
            style = style.add_modifier(match with {
                Attribute::Bold => Modifier::BOLD,
                Attribute::Dim => Modifier::DIM,
                Attribute::Underlined => Modifier::UNDERLINED,
                Attribute::Reversed => Modifier::REVERSED,
            });
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    const ROLES: [Role; 12] = [
        Role::Plain,
        Role::Heading,
        Role::Label,
        Role::Actor,
        Role::Aside,
        Role::Marked,
        Role::Link,
        Role::Warning,
        Role::Match,
        Role::Current,
        Role::Selection,
        Role::Focus,
    ];

    fn theme_with(colours: Colours, own: &str) -> Theme {
        let (theme, mistakes) = Theme::built_in(colours, false).overridden(own);
        assert_eq!(mistakes, []);
        theme
    }

    #[test]
    fn a_readers_own_looks_replace_the_built_in_ones() {
        let theme = theme_with(Colours::Sixteen, "- {role: link, colour: red}\n");
        assert_eq!(theme.style(Role::Link), Style::new().fg(Color::Red));
        assert_eq!(theme.style(Role::Label), Style::new().fg(Color::Cyan));
        for (wrong, reason) in [
            ("- {role: lnk}\n", "`lnk` is not known here"),
            ("- {role: link, colour: rde}\n", "`rde` is no colour"),
            ("- {role: link, dark: 7}\n", "`7` is no colour"),
            ("- {role: link, dark: '#12345'}\n", "`#12345` is no colour"),
        ] {
            let own = format!("{wrong}- {{role: label, colour: green}}\n");
            let (theme, mistakes) = Theme::built_in(Colours::Sixteen, false).overridden(&own);
            let [mistake] = &mistakes[..] else { panic!("one mistake in {own}: {mistakes:?}") };
            assert!(mistake.problem.contains(reason), "{mistake:?}");
            assert_eq!(mistake.position.map(|at| at.line), Some(1));
            assert_eq!(theme.style(Role::Label), Style::new().fg(Color::Green), "the other line has an effect");
        }
    }

    #[test]
    fn a_colour_is_the_nearest_that_the_terminal_has() {
        let own = "- {role: link, colour: '#5f87fe', light: 25}\n";
        let link = |colours, background| {
            let mut theme = theme_with(colours, own);
            if let Some(background) = background {
                theme.set_background(background);
            }
            theme.style(Role::Link).fg
        };
        assert_eq!(link(Colours::True, None), Some(Color::Rgb(0x5f, 0x87, 0xfe)));
        assert_eq!(link(Colours::Indexed, None), Some(Color::Indexed(69)));
        assert_eq!(link(Colours::Sixteen, None), Some(Color::LightBlue));
        assert_eq!(link(Colours::None, None), None);
        assert_eq!(link(Colours::True, Some(Background::Light)), Some(Color::Indexed(25)));
        assert_eq!(link(Colours::Sixteen, Some(Background::Light)), Some(Color::LightBlue));
        assert_eq!(link(Colours::Indexed, Some(Background::Dark)), Some(Color::Indexed(69)));
    }

    #[test]
    fn every_role_has_a_look_and_none_needs_colour() {
        let theme = Theme::built_in(Colours::None, false);
        for role in ROLES {
            assert!(theme.styles.contains_key(&role), "{role:?} has a style");
            assert_eq!((theme.style(role).fg, theme.style(role).bg), (None, None));
        }
    }

    /// The contrast of two colours, by WCAG 2.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let luminance = |colour: [u8; 3]| {
            let linear = colour.map(|part| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_on_the_background_it_is_for() {
        // The darkest and the lightest background that people use, of either kind.
        let dark = [[0, 0, 0], [0x2e, 0x34, 0x40]];
        let light = [[255, 255, 255], [0xfd, 0xf6, 0xe3]];
        for (background, grounds) in [(Background::Dark, dark), (Background::Light, light)] {
            let mut theme = Theme::built_in(Colours::Indexed, false);
            theme.set_background(background);
            let Some(Color::Indexed(selection)) = theme.style(Role::Selection).bg else { panic!("a background") };
            let grounds = [grounds[0], grounds[1], crate::ui::colour::rgb_of_index(selection)];
            for role in ROLES {
                let Some(colour) = theme.style(role).fg else { continue };
                let Color::Indexed(index) = colour else { panic!("{role:?} has a colour of its own for each") };
                for ground in grounds {
                    let contrast = contrast(crate::ui::colour::rgb_of_index(index), ground);
                    assert!(contrast >= 4.5, "{role:?} on {ground:?}: {contrast:.1}");
                }
            }
        }
    }
}
