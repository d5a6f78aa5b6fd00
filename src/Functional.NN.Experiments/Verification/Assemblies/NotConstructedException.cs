namespace Functional.NN.Experiments.Verification;

/// <summary>Why something in somebody's assembly is not checked.</summary>
internal sealed class NotConstructedException(string reason, Exception? cause = null) : Exception(reason, cause);
