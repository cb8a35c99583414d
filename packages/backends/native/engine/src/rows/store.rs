use super::column::{Column, ColumnForm};
use crate::error::Result;
use crate::require;

/// Rows of data, column by column.
pub struct RowStore {
    rows: usize,
    columns: Vec<NamedColumn>,
}

pub(super) struct NamedColumn {
    name: String,
    /// Elements of a row.
    pub width: usize,
    pub column: Column,
}

impl RowStore {
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn find(&self, name: &str) -> Option<&NamedColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Takes rows in, piece by piece, so that nobody waits long.
pub struct RowStoreBuilder {
    store: RowStore,
}

impl RowStoreBuilder {
    pub fn new(rows: usize) -> Self {
        RowStoreBuilder { store: RowStore { rows, columns: Vec::new() } }
    }

    /// Begins the next column: what is added from now on is part of it.
    ///
    /// # Errors
    ///
    /// There is not enough memory.
    pub fn column(&mut self, name: &str, width: usize, form: ColumnForm) -> Result<()> {
        let rows = self.store.rows;
        let elements = rows.checked_mul(width);
        require!(
            elements.is_some() && width > 0 && width <= u32::MAX as usize,
            "the column {name} is too wide"
        );
        let column = Column::new(form, elements.unwrap_or(0), rows)?;
        self.store.columns.push(NamedColumn { name: name.to_owned(), width, column });
        Ok(())
    }

    /// Adds numbers to the present column; whole rows if it is compressed.
    ///
    /// # Errors
    ///
    /// They are more than there are rows for, or there is not enough memory.
    pub fn add_floats(&mut self, values: &[f32]) -> Result<()> {
        let (column, width) = self.present(values.len())?;
        match column {
            Column::Floats(all) => all.extend_from_slice(values),
            Column::Bytes(all) => all.extend(values.iter().map(|value| *value as u8)),
            Column::Integers(all) => all.extend(values.iter().map(|value| *value as i32)),
            Column::Compressed(all) => {
                require!(values.len().is_multiple_of(width), "compressed rows come whole");
                all.add(values, width)?;
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
        all.extend_from_slice(values);
        Ok(())
    }

    /// As [`RowStoreBuilder::add_floats`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn add_bytes(&mut self, values: &[u8]) -> Result<()> {
        let (column, width) = self.present(values.len())?;
        match column {
            Column::Bytes(all) => all.extend_from_slice(values),
            Column::Compressed(all) => {
                require!(values.len().is_multiple_of(width), "compressed rows come whole");
                all.add(values, width)?;
            }
            _ => require!(false, "bytes are added to a column of another form"),
        }
        Ok(())
    }

    /// # Errors
    ///
    /// A column has fewer numbers than there are rows for.
    pub fn finish(self) -> Result<RowStore> {
        for NamedColumn { name, width, column } in &self.store.columns {
            let elements = column.elements(*width);
            require!(elements == self.store.rows * width, "the column {name} is not complete");
        }
        Ok(self.store)
    }

    fn present(&mut self, more: usize) -> Result<(&mut Column, usize)> {
        let rows = self.store.rows;
        let present = self.store.columns.last_mut();
        require!(present.is_some(), "no column was begun");
        let NamedColumn { name, width, column } = present.expect("it was checked");
        let fits = column.elements(*width).checked_add(more).is_some_and(|all| all <= rows * *width);
        require!(fits, "the column {name} gets more numbers than there are rows for");
        Ok((column, *width))
    }
}
