//! One file per instruction, in the folder of who may call it.

mod authority;
mod bond;
mod crank;
mod deployer;
mod executor;
mod guardian;
mod proposer;
mod rent_payer;
mod voter;

pub use {
    authority::*, bond::*, crank::*, deployer::*, executor::*, guardian::*, proposer::*,
    rent_payer::*, voter::*,
};
