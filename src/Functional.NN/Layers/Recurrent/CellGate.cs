namespace Functional.NN;

/// <summary>One of the numbers that a unit has inside a recurrent cell.</summary>
/// <param name="Name">what it is called: <c>forget</c></param>
/// <param name="Function">the function it is the output of</param>
internal readonly record struct CellGate(string Name, Activation Function);

/// <summary>What a gate gave in every step, for whoever watches.</summary>
/// <param name="Path">the layer's path, and the gate's name where there are several</param>
/// <param name="Function">the function it is the output of</param>
/// <param name="Value">(N × T × units)</param>
internal readonly record struct WatchedGate(string Path, Activation Function, Var Value);
