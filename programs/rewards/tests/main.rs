//! Every rule of every instruction, against the built programs in memory; one file per instruction or topic.

mod callers;
mod formulas;
mod incentives;
mod stakers;
mod ten_thousand;
mod unlocks;
