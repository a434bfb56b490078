use super::*;

mod verdicts;
