//! 1-7, which every program has.
use {
    super::{early, plain, Scenario, Scene, Start},
    crate::{
        actors::address_for,
        call::{call, Call},
        defaults,
    },
    serde_json::json,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    early("initialize", Start::Bare, |scene| {
        scene.stage.initialise_call(scene.program)
    }),
    plain("propose_authority", propose_authority),
    plain("accept_authority", |scene| {
        let propose = propose_authority(scene);
        scene.happens(propose);
        let heir = scene.actor("heir");
        call(scene.program, "accept_authority").account("pending_authority", heir)
    }),
    plain("set_guardian", |scene| {
        let key = scene.actor("guardian").to_string();
        by_authority(scene, "set_guardian").args(json!({ "key": key }))
    }),
    plain("pause", |scene| {
        call(scene.program, "pause")
            .account("guardian", address_for("guardian"))
            .args(json!({ "entries": true, "exits": false }))
    }),
    plain("unpause", |scene| {
        let pause = by_authority(scene, "unpause");
        let guardian = address_for("guardian");
        let entries = json!({ "entries": true, "exits": false });
        scene.happens(
            call(scene.program, "pause")
                .account("guardian", guardian)
                .args(entries),
        );
        pause
    }),
    plain("update_config", |scene| {
        let params = defaults::params_of(scene.program);
        by_authority(scene, "update_config").args(json!({ "params": params }))
    }),
];

fn by_authority(scene: &Scene, instruction: &str) -> Call {
    call(scene.program, instruction).account("authority", scene.authority())
}

fn propose_authority(scene: &mut Scene) -> Call {
    let heir = scene.actor("heir").to_string();
    by_authority(scene, "propose_authority").args(json!({ "key": heir }))
}
