use super::column::{Column, ColumnForm};
use crate::error::Result;
use crate::lanes::Isa;
use crate::require;

/// Rows of data, column by column.
pub struct RowStore<'a> {
    rows: usize,
    columns: Vec<NamedColumn<'a>>,
}

pub(super) struct NamedColumn<'a> {
    name: String,
    /// Elements of a row.
    pub width: usize,
    pub column: Column<'a>,
}

impl<'a> RowStore<'a> {
    /// No columns yet: those that are laid here stay where they are.
    pub fn new(rows: usize) -> Self {
        RowStore { rows, columns: Vec::new() }
    }

    /// Makes numbers a column, row after row, without copying them.
    ///
    /// # Errors
    ///
    /// They are not as many as there are rows for.
    pub fn lay(&mut self, name: &str, width: usize, column: Column<'a>) -> Result<()> {
        let elements = checked_elements(self.rows, name, width)?;
        let laid = column.elements(width);
        require!(laid == elements, "the column {name} has {laid} numbers, and needs {elements}");
        self.columns.push(NamedColumn { name: name.to_owned(), width, column });
        Ok(())
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn find(&self, name: &str) -> Option<&NamedColumn<'a>> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Elements of a column, if there can be as many.
fn checked_elements(rows: usize, name: &str, width: usize) -> Result<usize> {
    let elements = rows.checked_mul(width);
    require!(width > 0, "the rows of {name} have no numbers");
    require!(elements.is_some() && width <= u32::MAX as usize, "the column {name} is too wide");
    Ok(elements.unwrap_or(0))
}

/// Takes rows in, piece by piece, so that nobody waits long.
pub struct RowStoreBuilder {
    store: RowStore<'static>,
    isa: Isa,
}

impl RowStoreBuilder {
    pub fn new(rows: usize, isa: Isa) -> Self {
        RowStoreBuilder { store: RowStore::new(rows), isa }
    }

    /// Begins the next column: what is added from now on is part of it.
    ///
    /// # Errors
    ///
    /// There is not enough memory.
    pub fn column(&mut self, name: &str, width: usize, form: ColumnForm) -> Result<()> {
        let rows = self.store.rows;
        let elements = checked_elements(rows, name, width)?;
        let column = Column::new(form, elements, rows)?;
        self.store.columns.push(NamedColumn { name: name.to_owned(), width, column });
        Ok(())
    }

    /// Adds numbers to the present column; whole rows if it is compressed.
    ///
    /// # Errors
    ///
    /// They are more than there are rows for, or there is not enough memory.
    pub fn add_floats(&mut self, values: &[f32]) -> Result<()> {
        let isa = self.isa;
        let (column, width) = self.present(values.len())?;
        match column {
            Column::Floats(all) => all.to_mut().extend_from_slice(values),
            Column::Bytes(all) => all.to_mut().extend(values.iter().map(|value| *value as u8)),
            Column::Integers(all) => all.to_mut().extend(values.iter().map(|value| *value as i32)),
            Column::Compressed(all) => {
                require!(values.len().is_multiple_of(width), "compressed rows come whole");
                all.add(values, width, isa)?;
            }
        }
        Ok(())
    }

    /// As [`RowStoreBuilder::add_floats`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn add_integers(&mut self, values: &[i32]) -> Result<()> {
        let (column, _) = self.present(values.len())?;
        let Column::Integers(all) = column else {
            require!(false, "integers are added to a column of another form");
            return Ok(());
        };
        all.to_mut().extend_from_slice(values);
        Ok(())
    }

    /// As [`RowStoreBuilder::add_floats`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn add_bytes(&mut self, values: &[u8]) -> Result<()> {
        let isa = self.isa;
        let (column, width) = self.present(values.len())?;
        match column {
            Column::Bytes(all) => all.to_mut().extend_from_slice(values),
            Column::Compressed(all) => {
                require!(values.len().is_multiple_of(width), "compressed rows come whole");
                all.add(values, width, isa)?;
            }
            _ => require!(false, "bytes are added to a column of another form"),
        }
        Ok(())
    }

    /// # Errors
    ///
    /// A column has fewer numbers than there are rows for.
    pub fn finish(self) -> Result<RowStore<'static>> {
        for NamedColumn { name, width, column } in &self.store.columns {
            let elements = column.elements(*width);
            require!(elements == self.store.rows * width, "the column {name} is not complete");
        }
        Ok(self.store)
    }

    fn present(&mut self, more: usize) -> Result<(&mut Column<'static>, usize)> {
        let rows = self.store.rows;
        let present = self.store.columns.last_mut();
        require!(present.is_some(), "no column was begun");
        let NamedColumn { name, width, column } = present.expect("it was checked");
        let fits = column.elements(*width).checked_add(more).is_some_and(|all| all <= rows * *width);
        require!(fits, "the column {name} gets more numbers than there are rows for");
        Ok((column, *width))
    }
}
