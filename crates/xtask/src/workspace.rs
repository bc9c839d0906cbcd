//! The programs of the workspace, where their files lie and what they are made of.
use {
    anyhow::{anyhow, bail, Context, Result},
    serde_json::Value as Json,
    std::{
        collections::{BTreeMap, BTreeSet},
        path::{Path, PathBuf},
        process::{Command, Stdio},
    },
};

/// One program crate.
pub struct Program {
    /// Name of the library and of every file made from it.
    pub name: String,
    /// Name of the cargo package.
    pub package: String,
    /// Folder of the manifest.
    pub folder: PathBuf,
    /// Folders of the workspace crates it is built from, its own first.
    pub sources: Vec<PathBuf>,
    /// `name version` of every registry crate it is built from.
    pub dependencies: BTreeSet<String>,
}

/// The workspace as cargo describes it.
pub struct Workspace {
    /// Root folder.
    pub root: PathBuf,
    /// Programs by name.
    pub programs: BTreeMap<String, Program>,
}

impl Workspace {
    /// Asks cargo for the workspace around this crate. A program is a member under `programs/`.
    pub fn load() -> Result<Self> {
        let output = Command::new(cargo())
            .args(["metadata", "--format-version", "1", "--locked"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::inherit())
            .output()
            .context("cargo metadata")?;
        if !output.status.success() {
            bail!("cargo metadata failed: {}", output.status);
        }
        let metadata: Json = serde_json::from_slice(&output.stdout)?;
        let root = PathBuf::from(text(&metadata["workspace_root"])?);
        let graph = Graph::new(&metadata)?;
        let mut programs = BTreeMap::new();
        for package in metadata["packages"].as_array().into_iter().flatten() {
            let folder = folder_of(package)?;
            if !package["source"].is_null() || folder.parent() != Some(&root.join("programs")) {
                continue;
            }
            let name = folder
                .file_name()
                .and_then(|name| name.to_str())
                .context("a folder name")?
                .to_owned();
            let (sources, dependencies) = graph.closure(text(&package["id"])?)?;
            let package = text(&package["name"])?.to_owned();
            programs.insert(
                name.clone(),
                Program {
                    name,
                    package,
                    folder,
                    sources,
                    dependencies,
                },
            );
        }
        Ok(Self { root, programs })
    }

    /// The named programs; all of them where no name is given.
    pub fn select(&self, names: &[String]) -> Result<Vec<&Program>> {
        if names.is_empty() {
            return Ok(self.programs.values().collect());
        }
        let known = || self.programs.keys().cloned().collect::<Vec<_>>().join(", ");
        names
            .iter()
            .map(|name| {
                self.programs
                    .get(name)
                    .ok_or_else(|| anyhow!("no program {name}; there are {}", known()))
            })
            .collect()
    }

    /// Path of a program's committed artifact.
    pub fn artifact_of(&self, program: &str) -> PathBuf {
        self.root
            .join("programs/artifacts")
            .join(program)
            .with_extension("so")
    }

    /// Path of a program's committed IDL.
    pub fn idl_of(&self, program: &str) -> PathBuf {
        self.root
            .join("clients/idl")
            .join(program)
            .with_extension("json")
    }

    /// Path of the lock over sources, artifacts and IDLs.
    pub fn lock(&self) -> PathBuf {
        self.root.join("clients/idl/artifacts.lock.json")
    }

    /// Path below the root with forward slashes.
    pub fn relative(&self, path: &Path) -> Result<String> {
        let path = path.strip_prefix(&self.root)?;
        Ok(path
            .iter()
            .map(|part| part.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/"))
    }
}

/// The cargo that runs this program, or the one on the path.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Resolved dependencies, without those of tests.
struct Graph<'a> {
    packages: BTreeMap<&'a str, &'a Json>,
    edges: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Graph<'a> {
    fn new(metadata: &'a Json) -> Result<Self> {
        let mut packages = BTreeMap::new();
        for package in metadata["packages"].as_array().into_iter().flatten() {
            packages.insert(text(&package["id"])?, package);
        }
        let mut edges = BTreeMap::new();
        for node in metadata["resolve"]["nodes"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let built_in = |dependency: &&Json| {
                let kinds = dependency["dep_kinds"].as_array();
                kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev"))
            };
            let needed = node["deps"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(built_in);
            edges.insert(
                text(&node["id"])?,
                needed
                    .map(|dependency| text(&dependency["pkg"]))
                    .collect::<Result<_>>()?,
            );
        }
        Ok(Self { packages, edges })
    }

    fn closure(&self, root: &'a str) -> Result<(Vec<PathBuf>, BTreeSet<String>)> {
        let (mut folders, mut foreign) = (vec![], BTreeSet::new());
        let (mut seen, mut open) = (BTreeSet::new(), vec![root]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let package = self
                .packages
                .get(id)
                .with_context(|| format!("{id} is not in the metadata"))?;
            if package["source"].is_null() {
                folders.push(folder_of(package)?);
            } else {
                foreign.insert(format!(
                    "{} {}",
                    text(&package["name"])?,
                    text(&package["version"])?
                ));
            }
            open.extend(self.edges.get(id).into_iter().flatten().copied());
        }
        folders[1..].sort();
        Ok((folders, foreign))
    }
}

fn folder_of(package: &Json) -> Result<PathBuf> {
    let manifest = Path::new(text(&package["manifest_path"])?);
    Ok(manifest
        .parent()
        .context("a manifest lies in a folder")?
        .to_owned())
}

fn text(json: &Json) -> Result<&str> {
    json.as_str()
        .with_context(|| format!("cargo metadata: text expected, found {json}"))
}
