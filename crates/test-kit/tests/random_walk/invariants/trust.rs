//! Who vouches for whom.
use {crate::book::Book, hypernode_test_kit::Pubkey, std::collections::BTreeMap};

/// A group counts its members; nobody vouches more than those above allow.
pub fn check_sums(book: &Book) {
    let mut members: BTreeMap<Pubkey, u64> = BTreeMap::new();
    for (key, member) in book.all("Member") {
        let group = member.key("group");
        assert!(book.get(&group).is_some(), "{key} outlived its group");
        *members.entry(group).or_default() += 1;
    }
    for (key, group) in book.all("Group") {
        let counted = members.get(&key).copied().unwrap_or_default();
        assert_eq!(group.u64("members"), counted, "members of {key}");
    }
    for (key, issuer) in book.all("Issuer") {
        // A parent may be closed and registered anew, with another scope: it vouches for nobody of before.
        let above = book.get(&issuer.key("parent"));
        let above = above.filter(|above| above.int("registered_at") < issuer.int("registered_at"));
        if let Some(above) = above {
            let more = issuer.u64("scope") & !above.u64("scope");
            assert_eq!(more, 0, "{key} vouches for more than its parent");
        }
    }
}
