//! What one transaction did.
use {
    crate::{
        events::EventRecord,
        idl::{Idl, Record},
    },
    anchor_lang::{Error as ProgramError, Event},
    litesvm::types::{TransactionMetadata, TransactionResult},
    solana_account::AccountSharedData,
    solana_pubkey::Pubkey,
    solana_transaction_error::TransactionError,
};

/// Result, cost and effect of one transaction, refused or not.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The runtime's verdict.
    pub result: Result<(), TransactionError>,
    /// Compute units consumed by the whole transaction.
    pub compute_units: u64,
    /// Lamports charged for signatures and priority.
    pub fee: u64,
    /// Who paid `fee`.
    pub fee_payer: Pubkey,
    /// Log lines in order.
    pub logs: Vec<String>,
    /// Instructions the programs called, in order of execution.
    pub inner: Vec<InnerCall>,
    /// Events in order of emission.
    pub events: Vec<EventRecord>,
    /// Every account the transaction named, before and after.
    pub accounts: Vec<AccountChange>,
}

/// One instruction called by a program.
#[derive(Clone, Debug)]
pub struct InnerCall {
    /// Index of the top-level instruction it ran under.
    pub instruction: usize,
    /// 1 = top level, so at least 2 here.
    pub stack_height: u8,
    /// Program called.
    pub program: Pubkey,
    /// Accounts handed over, in order.
    pub accounts: Vec<Pubkey>,
    /// Instruction data.
    pub data: Vec<u8>,
}

/// One account before and after a transaction; `None` = it did not exist.
#[derive(Clone, Debug)]
pub struct AccountChange {
    /// The account.
    pub address: Pubkey,
    /// State before the transaction, the fee not yet charged.
    pub before: Option<AccountSharedData>,
    /// State after it.
    pub after: Option<AccountSharedData>,
}

impl Outcome {
    pub(crate) fn new(
        result: TransactionResult,
        keys: &[Pubkey],
        accounts: Vec<AccountChange>,
    ) -> Self {
        let (result, meta) = match result {
            Ok(meta) => (Ok(()), meta),
            Err(failed) => (Err(failed.err), failed.meta),
        };
        let inner = inner_calls(&meta, keys);
        Self {
            result,
            compute_units: meta.compute_units_consumed,
            fee: meta.fee,
            fee_payer: keys[0],
            events: inner.iter().filter_map(EventRecord::from_call).collect(),
            inner,
            logs: meta.logs,
            accounts,
        }
    }

    /// Fails the test with the logs unless the transaction succeeded.
    #[track_caller]
    pub fn accepted(self) -> Self {
        if let Err(error) = &self.result {
            panic!("refused: {error:?}\n{}", self.log_text());
        }
        self
    }

    /// Whether the transaction succeeded.
    pub fn is_accepted(&self) -> bool {
        self.result.is_ok()
    }

    /// The program's or the runtime's error of the failed instruction; `None` when the transaction succeeded or never
    /// reached an instruction.
    pub fn program_error(&self) -> Option<ProgramError> {
        match &self.result {
            Err(TransactionError::InstructionError(_, error)) => {
                ProgramError::try_from(error.clone()).ok()
            }
            _ => None,
        }
    }

    /// Number of the failed instruction's custom error.
    pub fn custom_code(&self) -> Option<u32> {
        match self.program_error() {
            Some(ProgramError::Custom(code)) => Some(code),
            _ => None,
        }
    }

    /// The verdict in one word: `accepted`, the name of the error in the IDL of the program that has its number, the
    /// number of a framework's error, or the runtime's name.
    pub fn verdict(&self) -> String {
        match (&self.result, self.program_error()) {
            (Ok(()), _) => "accepted".to_owned(),
            (_, Some(ProgramError::Custom(code))) => {
                Idl::error_name(code).map_or_else(|| code.to_string(), str::to_owned)
            }
            (_, Some(error)) => format!("{error:?}"),
            (Err(error), None) => format!("{error:?}"),
        }
    }

    /// Data of the one event of this type, behind its discriminator.
    ///
    /// # Panics
    /// When the transaction was refused or emitted none or several of them.
    #[track_caller]
    pub fn event_data<E: Event>(&self) -> &[u8] {
        let found: Vec<_> = self
            .events
            .iter()
            .filter_map(|event| event.data.strip_prefix(E::DISCRIMINATOR))
            .collect();
        let [data] = found.as_slice() else {
            panic!(
                "{} events of this type, expected 1: {:?}\n{}",
                found.len(),
                self.result,
                self.log_text()
            );
        };
        data
    }

    /// Asserts that exactly one event of this type was emitted and that it says exactly this.
    #[track_caller]
    pub fn assert_emitted<E: Event>(&self, expected: &E) -> &Self {
        let expected = expected.data();
        let actual = self.event_data::<E>();
        assert!(
            actual == &expected[E::DISCRIMINATOR.len()..],
            "the event differs\nemitted  {actual:02x?}\nexpected {:02x?}",
            &expected[E::DISCRIMINATOR.len()..]
        );
        self
    }

    /// The one event of this name (`"JobPosted"`), read with the program's committed IDL.
    ///
    /// # Panics
    /// When the transaction emitted none or several of them.
    #[track_caller]
    pub fn event(&self, name: &str) -> Record {
        let mut found: Vec<_> = self
            .events
            .iter()
            .map(EventRecord::read)
            .filter(|record| record.name == name)
            .collect();
        assert_eq!(
            found.len(),
            1,
            "{name}: {} events, expected 1: {:?}\n{}",
            found.len(),
            self.result,
            self.log_text()
        );
        found.remove(0)
    }

    /// The log lines, one per line.
    pub fn log_text(&self) -> String {
        self.logs.join("\n")
    }
}

fn inner_calls(meta: &TransactionMetadata, keys: &[Pubkey]) -> Vec<InnerCall> {
    let key = |index: u8| keys[usize::from(index)];
    meta.inner_instructions
        .iter()
        .enumerate()
        .flat_map(|(instruction, calls)| calls.iter().map(move |call| (instruction, call)))
        .map(|(instruction, call)| InnerCall {
            instruction,
            stack_height: call.stack_height,
            program: key(call.instruction.program_id_index),
            accounts: call.instruction.accounts.iter().copied().map(key).collect(),
            data: call.instruction.data.clone(),
        })
        .collect()
}
