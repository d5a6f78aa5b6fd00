namespace Functional.NN.Kernels.Products;

/// <summary>How many elements lie from one row or column of a product's matrices to the next. Columns of B and C are one apart.</summary>
/// <param name="RowOfA">1 where A is read transposed</param>
/// <param name="ColumnOfA">1 where A is read as it lies</param>
/// <param name="RowOfB">as many as B has columns, or more</param>
/// <param name="RowOfC">as many as C has columns, or more</param>
internal readonly record struct Steps(nint RowOfA, nint ColumnOfA, nint RowOfB, nint RowOfC);
