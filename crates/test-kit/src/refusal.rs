//! Asserting that a transaction was refused, by whom and without effect.
use {crate::Outcome, anchor_lang::Error as ProgramError, solana_account::ReadableAccount};

/// Code of the framework for one account in two declared writable roles.
pub const DUPLICATE_MUTABLE_ACCOUNT: ProgramError = ProgramError::Custom(2040);

/// Asserts that the transaction failed with exactly this error and left every account it named as it was,
/// except for the fee the payer was charged.
///
/// `error` is a program's own error (`MarketsError::JobNotOpen`), one of the runtime's (`ProgramError::IllegalOwner`)
/// or a framework code (`ProgramError::Custom(2006)`).
#[track_caller]
pub fn assert_refused(outcome: Outcome, error: impl Into<ProgramError>) {
    let expected = error.into();
    match &outcome.result {
        Ok(()) => panic!(
            "accepted, but {} was expected\n{}",
            describe(&expected),
            outcome.log_text()
        ),
        Err(_) => {
            let actual = outcome.program_error();
            assert!(
                actual.as_ref() == Some(&expected),
                "refused with {}, but {} was expected\n{}",
                actual.map_or_else(|| format!("{:?}", outcome.result), |error| describe(&error)),
                describe(&expected),
                outcome.log_text(),
            );
        }
    }
    assert_nothing_moved(&outcome);
}

/// Asserts that the accounts of the transaction are what they were before it, except for the payer's fee.
#[track_caller]
pub fn assert_nothing_moved(outcome: &Outcome) {
    for change in &outcome.accounts {
        let (Some(before), Some(after)) = (&change.before, &change.after) else {
            assert!(
                change.before == change.after,
                "{} was created or closed by a refused transaction",
                change.address
            );
            continue;
        };
        let fee = if change.address == outcome.fee_payer {
            outcome.fee
        } else {
            0
        };
        assert_eq!(
            before.lamports() - fee,
            after.lamports(),
            "{}: lamports moved in a refused transaction",
            change.address
        );
        assert!(
            before.data() == after.data() && before.owner() == after.owner(),
            "{}: data changed by a refused transaction",
            change.address
        );
    }
}

fn describe(error: &ProgramError) -> String {
    match error {
        ProgramError::Custom(code) => format!("code {code}"),
        other => format!("{other:?}"),
    }
}
