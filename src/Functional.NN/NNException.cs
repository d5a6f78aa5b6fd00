namespace Functional.NN;

/// <summary>
/// What every error of this library is: one sentence that says who refuses, what was wanted, what came, and what to do.
/// </summary>
/// <remarks>Programs that take input from people show <see cref="Exception.Message"/> and nothing else.</remarks>
public class NNException : Exception
{
    /// <summary>An error without a sentence; use the constructor that takes one.</summary>
    public NNException() : this("Functional.NN refused the input.") { }

    /// <summary>An error with its sentence.</summary>
    public NNException(string message) : base(message) { }

    /// <summary>An error with its sentence and its cause.</summary>
    public NNException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Shapes that do not fit each other: of tensors in an operation, or of a layer and what reaches it.</summary>
public sealed class ShapeException : NNException
{
    private readonly string? _reason;

    /// <summary>An error without a sentence; use the constructor that takes one.</summary>
    public ShapeException() : this("The shapes do not fit.") { }

    /// <summary>An error with its sentence.</summary>
    public ShapeException(string message) : base(message) { }

    internal ShapeException(LayerPlace place, string reason) : base($"{place}: {reason}") => (Place, _reason) = (place, reason);

    /// <summary>Which layer of which network refuses, where a layer does.</summary>
    internal LayerPlace? Place { get; }

    /// <summary>The sentence without the place.</summary>
    internal string Reason => _reason ?? Message;

    /// <summary>An error with its sentence and its cause.</summary>
    public ShapeException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Data that are missing, damaged, or not of the form they should have; the sentence names the file and the place.</summary>
public sealed class DataException : NNException
{
    /// <summary>An error without a sentence; use the constructor that takes one.</summary>
    public DataException() : this("The data are not of the form they should have.") { }

    /// <summary>An error with its sentence.</summary>
    public DataException(string message) : base(message) { }

    /// <summary>An error with its sentence and its cause.</summary>
    public DataException(string message, Exception innerException) : base(message, innerException) { }
}
