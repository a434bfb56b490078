//! Proposals of a command of the user's, such as a language model.
//!
//! The command reads one complete prompt and answers with words. Passages are made here, from the stored text, so words
//! that the article does not have cannot become a passage. Ids, kinds, dates and numbers are checked as well. If the
//! command fails, the program's own draft stands.

mod prompt;
mod question;
mod reply;
mod run;
mod schema;
mod verify;

use super::Draft;

pub use question::{Answered, Question};
pub use run::{CommandError, Limits};
pub use schema::reply_schema;

/// Runs a command by `sh -c`, checks its answer, and joins its proposals to the program's own.
///
/// # Errors
///
/// The command cannot be started, fails, takes too long, writes too much, is interrupted, or writes no claims. The
/// program's own draft is unchanged then.
pub fn ask(command: &str, question: Question<'_>, own: &Draft, limits: Limits) -> Result<Answered, CommandError> {
    let prompt = prompt::prompt(question, own);
    let output = run::run(command, question, &prompt, limits)?;
    let claims = reply::claims(&output);
    if claims.is_empty() {
        return Err(CommandError::NoClaims);
    }
    Ok(verify::joined(question, own, &claims, &program(command)))
}

/// Returns the first word of a command without its folders, which names it in the file.
fn program(command: &str) -> String {
    let word = command.split_whitespace().next().unwrap_or("command");
    word.rsplit('/').next().unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests;
