//! The Ed25519 program, which the SVM of the tests does not bring along: a native program in its place that checks the
//! same data and refuses with the same codes.
use {
    litesvm::LiteSVM, solana_instruction::error::InstructionError,
    solana_program_runtime::declare_process_instruction, solana_pubkey::Pubkey,
    solana_signature::Signature,
};

/// Code of a signature that does not match.
const INVALID_SIGNATURE: u32 = 2;
/// Code of an offset outside its instruction.
const INVALID_DATA_OFFSETS: u32 = 3;
/// Code of data shorter than its header says.
const INVALID_INSTRUCTION_DATA_SIZE: u32 = 4;
/// Bytes before the first header: count and padding.
const HEADERS_AT: usize = 2;
/// Bytes of one header.
const HEADER_SIZE: usize = 14;

type Check<T> = Result<T, InstructionError>;

/// Puts the program at its address.
pub(crate) fn add_to(svm: &mut LiteSVM) {
    let address: Pubkey = hypernode_common::programs::ED25519_PROGRAM;
    svm.add_builtin(address, Ed25519::vm);
}

// One unit, since a native program must cost something; the real one is paid for by its signatures.
declare_process_instruction!(Ed25519, 1, |invoke_context| {
    let context = &invoke_context.transaction_context;
    let own = context.get_current_instruction_context()?;
    let own = own.get_instruction_data();
    let count = own.first().copied().map_or(0, usize::from);
    for header in 0..count {
        let start = HEADERS_AT + header * HEADER_SIZE;
        let header = own
            .get(start..start + HEADER_SIZE)
            .ok_or(InstructionError::Custom(INVALID_INSTRUCTION_DATA_SIZE))?;
        let number = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        // Instructions before this one that called nobody have the same index in the trace as in the transaction.
        let part = |offset_at: usize, index_at: usize, length: usize| -> Check<Vec<u8>> {
            let offset = usize::from(number(offset_at));
            let read = |data: &[u8]| data.get(offset..offset + length).map(<[u8]>::to_vec);
            let found = match number(index_at) {
                u16::MAX => read(own),
                index => context
                    .get_instruction_context_at_index_in_trace(usize::from(index))
                    .ok()
                    .and_then(|other| read(other.get_instruction_data())),
            };
            found.ok_or(InstructionError::Custom(INVALID_DATA_OFFSETS))
        };
        let signature = part(0, 2, 64)?;
        let key = part(4, 6, 32)?;
        let message = part(8, 12, usize::from(number(10)))?;
        let signature = Signature::try_from(signature.as_slice()).expect("64 bytes");
        if !signature.verify(&key, &message) {
            return Err(InstructionError::Custom(INVALID_SIGNATURE));
        }
    }
    Ok(())
});
