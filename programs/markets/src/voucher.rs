//! The signature of a voucher, checked by the Ed25519 program in the same transaction.

use {
    crate::error::MarketsError,
    anchor_lang::prelude::*,
    hypernode_common::{digest::Digest, programs::ED25519_PROGRAM},
    pinocchio::sysvars::instructions::Instructions,
};

/// Index that means "this instruction's own data".
const OWN_DATA: u16 = u16::MAX;

/// Reads the little-endian number at `at`.
fn number(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// Part of the data at an offset the data itself gives.
fn part(data: &[u8], offset_at: usize, length: usize) -> Option<&[u8]> {
    let start = usize::from(number(data, offset_at)?);
    data.get(start..start.checked_add(length)?)
}

/// Key and message of an Ed25519 instruction that checks exactly one signature, all of it in its own data.
///
/// Data of another instruction could be one that the Ed25519 program never looked at here, so every index must say
/// "own data". Layout: count, padding, then offset and index of the signature, of the key, and offset, size and index
/// of the message.
pub fn only_signature(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let own = [4, 8, 14]
        .iter()
        .all(|at| number(data, *at) == Some(OWN_DATA));
    if data.first() != Some(&1) || !own {
        return None;
    }
    let size = usize::from(number(data, 12)?);
    Some((part(data, 6, 32)?, part(data, 10, size)?))
}

/// Demands that the instruction before the one under way checked `key`'s signature of `message`.
///
/// # Errors
/// `VoucherNotSigned`, `WrongVoucherKey`, `WrongVoucher`.
pub fn check_signed(instructions: &AccountView, key: &Address, message: &Digest) -> Result<()> {
    let instructions = Instructions::try_from(instructions)?;
    let before = instructions
        .get_instruction_relative(-1)
        .map_err(|_| MarketsError::VoucherNotSigned)?;
    require!(
        *before.get_program_id() == ED25519_PROGRAM,
        MarketsError::VoucherNotSigned
    );
    let (signer, signed) =
        only_signature(before.get_instruction_data()).ok_or(MarketsError::VoucherNotSigned)?;
    require!(signer == key.as_ref(), MarketsError::WrongVoucherKey);
    require!(signed == message, MarketsError::WrongVoucher);
    Ok(())
}

#[cfg(test)]
mod tests {
    use {super::*, proptest::prelude::*};

    /// Data of one signature, as the Ed25519 program's own builder lays it out: key, signature, message.
    fn signed(key: [u8; 32], message: &[u8], indices: [u16; 3]) -> Vec<u8> {
        let length = u16::try_from(message.len()).expect("short");
        let header = [48, indices[0], 16, indices[1], 112, length, indices[2]];
        let mut data = vec![1, 0];
        data.extend(header.iter().flat_map(|number| number.to_le_bytes()));
        data.extend(key);
        data.extend([9; 64]);
        data.extend(message);
        data
    }

    #[test]
    fn reads_key_and_message_of_one_signature() {
        let data = signed([7; 32], b"message", [u16::MAX; 3]);
        assert_eq!(only_signature(&data), Some((&[7; 32][..], &b"message"[..])));
    }

    #[test]
    fn refuses_any_index_but_its_own_data() {
        for place in 0..3 {
            for index in [0, 1, 2, u16::MAX - 1] {
                let mut indices = [u16::MAX; 3];
                indices[place] = index;
                assert_eq!(only_signature(&signed([7; 32], b"m", indices)), None);
            }
        }
    }

    #[test]
    fn refuses_none_and_two_signatures() {
        for count in [0, 2, 255] {
            let mut data = signed([7; 32], b"m", [u16::MAX; 3]);
            data[0] = count;
            assert_eq!(only_signature(&data), None);
        }
    }

    proptest! {
        #[test]
        fn reads_no_byte_outside_the_data(data in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some((key, message)) = only_signature(&data) {
                prop_assert_eq!(key.len(), 32);
                prop_assert!(message.len() <= data.len());
            }
        }

        #[test]
        fn refuses_cut_data(length in 0usize..119) {
            let data = signed([7; 32], b"message", [u16::MAX; 3]);
            prop_assert_eq!(only_signature(&data[..length]), None);
        }
    }
}
