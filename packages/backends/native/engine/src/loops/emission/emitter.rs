use super::registers::Registers;
use super::table::{Slot, Splat, TableLayout};
use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::loops::access::{Access, Runs};
use crate::loops::functions::{MOST_OPERANDS, MOST_STORED, Plain, binary, plain, unary};
use crate::loops::graph::{Code, Graph, Node, Source, must_wait};
use crate::loops::instructions::{Detail, Instruction, Run, SPLAT, gather_of, random_of, scatter_of};
use crate::memory::Operand;

/// Instructions and what they work on.
pub(in crate::loops) struct Emitted {
    pub table: TableLayout,
    pub instructions: Box<[Instruction]>,
    /// Entries of the values that the caller wants to see.
    pub kept: Vec<u32>,
}

/// # Parameters
///
/// - `size`: elements of the space
/// - `fed`: number of values that the caller hands over
/// - `tile`: most elements of a tile
pub(in crate::loops) fn emit(
    graph: &Graph,
    size: usize,
    fed: usize,
    tile: usize,
    isa: Isa,
) -> Result<Emitted> {
    let mut emitter = Emitter {
        graph,
        isa,
        steps: Vec::new(),
        constants: Vec::new(),
        scalars: Vec::new(),
        starts: Vec::new(),
        streams: Vec::new(),
        gathered: vec![None; graph.memory.len()],
        places: vec![None; graph.nodes.len()],
        registers: Registers::default(),
    };
    emitter.emit_all(size)?;
    Ok(emitter.finish(fed, tile))
}

/// An instruction whose entries are not numbered yet.
struct Step {
    run: Run,
    operands: Vec<Slot>,
    targets: Vec<Slot>,
    detail: Detail,
}

struct Emitter<'a> {
    graph: &'a Graph,
    isa: Isa,
    steps: Vec<Step>,
    constants: Vec<u32>,
    scalars: Vec<Operand>,
    starts: Vec<Operand>,
    streams: Vec<Operand>,
    /// Of memory in runs: the number among the starts.
    gathered: Vec<Option<usize>>,
    /// Where the results of nodes lie.
    places: Vec<Option<Slot>>,
    registers: Registers,
}

impl Emitter<'_> {
    fn emit_all(&mut self, size: usize) -> Result<()> {
        let graph = self.graph;
        let mut last_uses = last_uses(graph);
        let mut waiting = Vec::new();
        for (index, node) in graph.nodes.iter().enumerate().filter(|(_, node)| !node.is_dead) {
            let run = self.function(node)?;
            let operands: Vec<Slot> = node.inputs.iter().map(|source| self.slot(*source)).collect();
            self.release(node, index, &last_uses);
            let mut targets = Vec::new();
            for made in std::iter::once(index).chain(node.stored.iter().copied()) {
                let target = match &graph.nodes[made].target {
                    Some(target) if must_wait(graph, index, target, size) => {
                        let register = Slot::Register(self.registers.take());
                        waiting.push((register, target));
                        last_uses[made] = usize::MAX;
                        register
                    }
                    Some(target) => self.stream(target),
                    None => Slot::Register(self.registers.take()),
                };
                self.places[made] = Some(target);
                targets.push(target);
            }
            let detail = match node.code {
                Code::Random { stream } => Detail::Random { stream, has_index: node.inputs.len() > 2 },
                _ => Detail::None,
            };
            self.steps.push(Step { run, operands, targets, detail });
        }
        for join in &graph.joins {
            let operands = vec![self.slot(join.source)];
            let target = Slot::Start(position(&mut self.starts, &join.target));
            let detail = Detail::Runs(join.runs.clone());
            self.steps.push(Step { run: scatter_of(self.isa), operands, targets: vec![target], detail });
        }
        for (register, target) in waiting {
            let target = self.stream(target);
            let run = plain(Plain::Copy, self.isa);
            self.steps.push(Step {
                run,
                operands: vec![register],
                targets: vec![target],
                detail: Detail::None,
            });
        }
        Ok(())
    }

    fn function(&self, node: &Node) -> Result<Run> {
        let isa = self.isa;
        match node.code {
            Code::Unary { name, from, to } => unary(name, from, to, isa)
                .ok_or_else(|| Error::unsupported(name.name(), format!("of {from:?}"))),
            Code::Binary { name, of } => {
                binary(name, of, isa).ok_or_else(|| Error::unsupported(name.name(), format!("of {of:?}")))
            }
            Code::Plain(function) => Ok(plain(function, isa)),
            Code::Random { .. } => Ok(random_of(isa)),
            Code::Fused(run) => Ok(run),
        }
    }

    /// Where an operand lies; what lies in runs is gathered first.
    fn slot(&mut self, source: Source) -> Slot {
        match source {
            Source::Constant(bits) => Slot::Constant(position(&mut self.constants, &bits)),
            Source::Node(index) => self.places[index].expect("nodes come after their operands"),
            Source::Fed(index) => Slot::Fed(index),
            Source::Memory(index) => {
                let (operand, access) = &self.graph.memory[index];
                match access {
                    Access::Scalar => Slot::Scalar(position(&mut self.scalars, operand)),
                    Access::Contiguous => self.stream(operand),
                    Access::Runs(runs) => self.gather(index, operand, runs),
                }
            }
        }
    }

    fn gather(&mut self, index: usize, operand: &Operand, runs: &Runs) -> Slot {
        if let Some(start) = self.gathered[index] {
            return Slot::Gathered(start);
        }
        let start = self.starts.len();
        self.starts.push(operand.clone());
        self.gathered[index] = Some(start);
        self.steps.push(Step {
            run: gather_of(self.isa),
            operands: vec![Slot::Start(start), Slot::Register(self.registers.reserve())],
            targets: vec![Slot::Gathered(start)],
            detail: Detail::Runs(runs.clone()),
        });
        Slot::Gathered(start)
    }

    fn stream(&mut self, operand: &Operand) -> Slot {
        Slot::Stream(position(&mut self.streams, operand))
    }

    /// Gives registers back whose values nobody needs after this node: its own result may go there.
    fn release(&mut self, node: &Node, index: usize, last_uses: &[usize]) {
        let mut released = Vec::new();
        for source in &node.inputs {
            let Source::Node(input) = source else { continue };
            if let Some(Slot::Register(register)) = self.places[*input]
                && last_uses[*input] == index
                && !released.contains(&register)
            {
                released.push(register);
                self.registers.give_back(register);
            }
        }
    }

    fn finish(mut self, fed: usize, tile: usize) -> Emitted {
        let kept: Vec<Slot> = self.graph.kept.iter().map(|source| self.slot(*source)).collect();
        let table = TableLayout {
            constants: self.constants.iter().map(|bits| Splat([*bits; SPLAT])).collect(),
            scalars: self.scalars.into_boxed_slice(),
            registers: self.registers.count,
            register_words: tile.next_multiple_of(SPLAT) + SPLAT,
            starts: self.starts.into_boxed_slice(),
            streams: self.streams.into_boxed_slice(),
            fed,
        };
        let instructions = self.steps.into_iter().map(|step| {
            let (mut operands, mut targets) = ([0; MOST_OPERANDS], [0; 1 + MOST_STORED]);
            table.number(&step.operands, &mut operands);
            table.number(&step.targets, &mut targets);
            Instruction {
                run: step.run,
                operands,
                targets,
                padded_operands: padded(&step.operands),
                padded_targets: padded(&step.targets),
                detail: step.detail,
            }
        });
        let instructions = instructions.collect();
        let kept = kept.into_iter().map(|slot| table.index(slot)).collect();
        Emitted { table, instructions, kept }
    }
}

/// Which of them have room for whole vectors.
fn padded(slots: &[Slot]) -> u16 {
    let is_padded = |slot: &Slot| matches!(slot, Slot::Constant(_) | Slot::Scalar(_) | Slot::Register(_));
    slots.iter().enumerate().filter(|(_, slot)| is_padded(slot)).map(|(k, _)| 1 << k).sum()
}

/// Number of the last node that uses each node; of those that are needed at the end of a tile, none that there is.
fn last_uses(graph: &Graph) -> Vec<usize> {
    let mut last = vec![0; graph.nodes.len()];
    for (index, node) in graph.nodes.iter().enumerate().filter(|(_, node)| !node.is_dead) {
        for source in &node.inputs {
            if let Source::Node(input) = source {
                last[*input] = index;
            }
        }
    }
    for source in graph.joins.iter().map(|join| &join.source).chain(&graph.kept) {
        if let Source::Node(index) = source {
            last[*index] = usize::MAX;
        }
    }
    last
}

/// Where an element is in a list, to which it is added if it is missing.
fn position<T: PartialEq + Clone>(list: &mut Vec<T>, wanted: &T) -> usize {
    list.iter().position(|one| one == wanted).unwrap_or_else(|| {
        list.push(wanted.clone());
        list.len() - 1
    })
}
