/// Hands out registers, those first that have been given back.
#[derive(Default)]
pub(super) struct Registers {
    free: Vec<usize>,
    pub count: usize,
}

impl Registers {
    pub fn take(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| self.reserve())
    }

    /// One that nobody had before: it keeps from tile to tile what it holds, if it is never given back.
    pub fn reserve(&mut self) -> usize {
        self.count += 1;
        self.count - 1
    }

    pub fn give_back(&mut self, register: usize) {
        self.free.push(register);
    }
}
