//! Every rule of every instruction, against the built programs in memory; one file per instruction or topic.

mod config;
mod formulas;
mod initialize;
mod leave;
mod lock;
mod pledge;
mod slash;
mod stake;
mod validator;
