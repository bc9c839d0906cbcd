//! Events, found the way every client finds them: inner instructions by which a program calls itself.
use {
    crate::{
        idl::{Idl, Record},
        InnerCall,
    },
    solana_pubkey::Pubkey,
};

/// First bytes of an event instruction: SHA-256 of `anchor:event`, as a little-endian number.
const EVENT_TAG: [u8; 8] = anchor_lang::event::EVENT_IX_TAG.to_le_bytes();

/// One event as it was emitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRecord {
    /// Program that emitted it.
    pub program: Pubkey,
    /// Discriminator and fields, without the tag.
    pub data: Vec<u8>,
}

impl EventRecord {
    /// The event a call carries: tagged, and signed by the event authority of the program called. Only that program
    /// can sign so, hence nobody else's call passes for its event.
    pub(crate) fn from_call(call: &InnerCall) -> Option<Self> {
        let data = call.data.strip_prefix(&EVENT_TAG)?;
        let (authority, _) = Pubkey::find_program_address(&[b"__event_authority"], &call.program);
        (call.accounts == [authority]).then(|| Self {
            program: call.program,
            data: data.to_vec(),
        })
    }

    /// Name and fields by the program's committed IDL.
    ///
    /// # Panics
    /// When the IDL does not describe the event: the artifact and the IDL disagree.
    #[track_caller]
    pub fn read(&self) -> Record {
        Idl::of_program(&self.program).read_event(&self.data)
    }
}
