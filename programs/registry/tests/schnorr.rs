//! BIP-340 signatures and the arithmetic below them, against the published vectors, big integers and another
//! implementation.

use {
    k256::schnorr::SigningKey,
    num_bigint::BigUint,
    proptest::{array::uniform32, prelude::*},
    registry::nostr::{scalar::Scalar, schnorr::verify},
};

/// One row of the test vectors of BIP-340.
struct Vector {
    key: &'static str,
    message: &'static str,
    nonce_x: &'static str,
    response: &'static str,
    valid: bool,
}

/// Vectors 0 to 14: those with a message of 32 bytes.
const VECTORS: [Vector; 15] = [
    Vector {
        key: "F9308A019258C31049344F85F89D5229B531C845836F99B08601F113BCE036F9",
        message: "0000000000000000000000000000000000000000000000000000000000000000",
        nonce_x: "E907831F80848D1069A5371B402410364BDF1C5F8307B0084C55F1CE2DCA8215",
        response: "25F66A4A85EA8B71E482A74F382D2CE5EBEEE8FDB2172F477DF4900D310536C0",
        valid: true,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "6896BD60EEAE296DB48A229FF71DFE071BDE413E6D43F917DC8DCF8C78DE3341",
        response: "8906D11AC976ABCCB20B091292BFF4EA897EFCB639EA871CFA95F6DE339E4B0A",
        valid: true,
    },
    Vector {
        key: "DD308AFEC5777E13121FA72B9CC1B7CC0139715309B086C960E18FD969774EB8",
        message: "7E2D58D8B3BCDF1ABADEC7829054F90DDA9805AAB56C77333024B9D0A508B75C",
        nonce_x: "5831AAEED7B44BB74E5EAB94BA9D4294C49BCF2A60728D8B4C200F50DD313C1B",
        response: "AB745879A5AD954A72C45A91C3A51D3C7ADEA98D82F8481E0E1E03674A6F3FB7",
        valid: true,
    },
    Vector {
        key: "25D1DFF95105F5253C4022F628A996AD3A0D95FBF21D468A1B33F8C160D8F517",
        message: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        nonce_x: "7EB0509757E246F19449885651611CB965ECC1A187DD51B64FDA1EDC9637D5EC",
        response: "97582B9CB13DB3933705B32BA982AF5AF25FD78881EBB32771FC5922EFC66EA3",
        valid: true,
    },
    Vector {
        key: "D69C3509BB99E412E68B0FE8544E72837DFA30746D8BE2AA65975F29D22DC7B9",
        message: "4DF3C3F68FCC83B27E9D42C90431A72499F17875C81A599B566C9889B9696703",
        nonce_x: "00000000000000000000003B78CE563F89A0ED9414F5AA28AD0D96D6795F9C63",
        response: "76AFB1548AF603B3EB45C9F8207DEE1060CB71C04E80F593060B07D28308D7F4",
        valid: true,
    },
    Vector {
        key: "EEFDEA4CDB677750A420FEE807EACF21EB9898AE79B9768766E4FAA04A2D4A34",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "6CFF5C3BA86C69EA4B7376F31A9BCB4F74C1976089B2D9963DA2E5543E177769",
        response: "69E89B4C5564D00349106B8497785DD7D1D713A8AE82B32FA79D5F7FC407D39B",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "FFF97BD5755EEEA420453A14355235D382F6472F8568A18B2F057A1460297556",
        response: "3CC27944640AC607CD107AE10923D9EF7A73C643E166BE5EBEAFA34B1AC553E2",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "1FA62E331EDBC21C394792D2AB1100A7B432B013DF3F6FF4F99FCB33E0E1515F",
        response: "28890B3EDB6E7189B630448B515CE4F8622A954CFE545735AAEA5134FCCDB2BD",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "6CFF5C3BA86C69EA4B7376F31A9BCB4F74C1976089B2D9963DA2E5543E177769",
        response: "961764B3AA9B2FFCB6EF947B6887A226E8D7C93E00C5ED0C1834FF0D0C2E6DA6",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "0000000000000000000000000000000000000000000000000000000000000000",
        response: "123DDA8328AF9C23A94C1FEECFD123BA4FB73476F0D594DCB65C6425BD186051",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "0000000000000000000000000000000000000000000000000000000000000001",
        response: "7615FBAF5AE28864013C099742DEADB4DBA87F11AC6754F93780D5A1837CF197",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "4A298DACAE57395A15D0795DDBFD1DCB564DA82B0F269BC70A74F8220429BA1D",
        response: "69E89B4C5564D00349106B8497785DD7D1D713A8AE82B32FA79D5F7FC407D39B",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F",
        response: "69E89B4C5564D00349106B8497785DD7D1D713A8AE82B32FA79D5F7FC407D39B",
        valid: false,
    },
    Vector {
        key: "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "6CFF5C3BA86C69EA4B7376F31A9BCB4F74C1976089B2D9963DA2E5543E177769",
        response: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141",
        valid: false,
    },
    Vector {
        key: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC30",
        message: "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89",
        nonce_x: "6CFF5C3BA86C69EA4B7376F31A9BCB4F74C1976089B2D9963DA2E5543E177769",
        response: "69E89B4C5564D00349106B8497785DD7D1D713A8AE82B32FA79D5F7FC407D39B",
        valid: false,
    },
];

fn bytes(hex: &str) -> [u8; 32] {
    let digits = |index: usize| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16);
    core::array::from_fn(|index| digits(index).expect("hexadecimal"))
}

fn order() -> BigUint {
    let hex = b"FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141";
    BigUint::parse_bytes(hex, 16).expect("hexadecimal")
}

fn big(bytes: &[u8; 32]) -> BigUint {
    BigUint::from_bytes_be(bytes)
}

fn small(value: &BigUint) -> [u8; 32] {
    let digits = value.to_bytes_be();
    let mut bytes = [0; 32];
    bytes[32 - digits.len()..].copy_from_slice(&digits);
    bytes
}

/// Integers of 256 bits, often next to 0, the order, its half and 2^256.
fn edges() -> impl Strategy<Value = [u8; 32]> {
    let around = |centre: BigUint| {
        (0..6u32).prop_map(move |step| {
            let top = (BigUint::from(1u8) << 256) - 1u8;
            let value = &centre + step;
            small(&(value.max(BigUint::from(3u8)) - 3u8).min(top))
        })
    };
    prop_oneof![
        4 => uniform32(any::<u8>()),
        1 => around(BigUint::default()),
        1 => around(order()),
        1 => around(order() >> 1),
        1 => around(BigUint::from(1u8) << 256),
    ]
}

#[test]
fn agrees_with_the_published_vectors() {
    for (index, vector) in VECTORS.iter().enumerate() {
        let valid = verify(
            &bytes(vector.key),
            &bytes(vector.message),
            &bytes(vector.nonce_x),
            &bytes(vector.response),
        );
        assert_eq!(valid, vector.valid, "vector {index}");
    }
}

proptest! {
    #[test]
    fn multiplies_as_big_integers_do(a in edges(), b in edges()) {
        let product = Scalar::reduced(&a).multiply(Scalar::reduced(&b));
        prop_assert_eq!(product.to_bytes(), small(&(big(&a) * big(&b) % order())));
    }

    #[test]
    fn reduces_negates_and_compares_as_big_integers_do(a in edges()) {
        let reduced = big(&a) % order();
        let scalar = Scalar::reduced(&a);
        prop_assert_eq!(scalar.to_bytes(), small(&reduced));
        prop_assert_eq!(Scalar::from_bytes(&a).is_some(), big(&a) < order());
        let negated = (order() - &reduced) % order();
        prop_assert_eq!(scalar.negate().to_bytes(), small(&negated));
        prop_assert_eq!(scalar.is_high(), reduced > order() >> 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn accepts_what_another_implementation_signs_and_nothing_beside_it(
        secret in uniform32(any::<u8>()),
        message in uniform32(any::<u8>()),
        aux in uniform32(any::<u8>()),
        changed in 0..96usize,
    ) {
        let Ok(key) = SigningKey::from_slice(&secret) else { return Ok(()) };
        let signature = key.sign_raw(&message, &aux).expect("a signature").to_bytes();
        let mut parts = [message, [0; 32], [0; 32]];
        parts[1].copy_from_slice(&signature[..32]);
        parts[2].copy_from_slice(&signature[32..]);
        let public = key.verifying_key().to_bytes().into();
        prop_assert!(verify(&public, &parts[0], &parts[1], &parts[2]));
        parts[changed / 32][changed % 32] ^= 1;
        prop_assert!(!verify(&public, &parts[0], &parts[1], &parts[2]));
    }
}
