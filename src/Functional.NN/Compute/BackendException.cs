namespace Functional.NN;

/// <summary>A backend that cannot be had: its library is missing, broken, not what it should be, or refuses a setting; the sentence says what was tried and what would help.</summary>
public sealed class BackendException : NNException
{
    /// <summary>An error without a sentence; use the constructor that takes one.</summary>
    public BackendException() : this("The backend cannot be used.") { }

    /// <summary>An error with its sentence.</summary>
    public BackendException(string message) : base(message) { }

    /// <summary>An error with its sentence and its cause.</summary>
    public BackendException(string message, Exception innerException) : base(message, innerException) { }
}
