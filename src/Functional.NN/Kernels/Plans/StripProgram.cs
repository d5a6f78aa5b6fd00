using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>
/// Elementwise operations one after the other on a strip. A table of addresses says where the strip of each operand, each result that is kept and each passing result lies.
/// </summary>
internal sealed unsafe class StripProgram<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Line[] _lines;
    private readonly int[] _arguments;
    private readonly int _most;

    /// <param name="Usual">for a strip</param>
    /// <param name="Last">for the last strip of a row of strips</param>
    /// <param name="Arguments">how many inputs it has</param>
    /// <param name="Result">where in the table its result lies</param>
    private readonly record struct Line(Kernel<T> Usual, Kernel<T> Last, int Arguments, int Result);

    /// <param name="members">the operations, in their order</param>
    /// <param name="operands">what they read that none of them computes, with its piece for a strip</param>
    /// <param name="kept">results that others read</param>
    /// <param name="strip">the shape of a strip, the last or another</param>
    /// <param name="prepared">the kernel of an operation</param>
    public StripProgram(PlanOperation[] members, IReadOnlyList<StripOperand> operands, IReadOnlyList<Value> kept, Func<bool, Shape> strip, Func<PlanOperation, Shape[], Shape, Kernel<T>> prepared)
    {
        int[] lastReads = [.. members.Select(member => Array.FindLastIndex(members, reader => Array.Exists(reader.Inputs, input => input.Value == member.Output)))];
        var places = new Dictionary<Value, int>();
        var free = new Stack<int>();
        var lines = new List<Line>();
        var arguments = new List<int>();
        for (int i = 0; i < members.Length; i++)
        {
            var member = members[i];
            arguments.AddRange(member.Inputs.Select(input => places.TryGetValue(input.Value, out int place) ? place : Operand(input)));
            for (int j = 0; j < i; j++)
                if (lastReads[j] == i && places[members[j].Output] >= operands.Count + kept.Count) free.Push(places[members[j].Output]);
            int result = kept.ToList().IndexOf(member.Output) is >= 0 and var at ? operands.Count + at : free.TryPop(out int again) ? again : operands.Count + kept.Count + Passing++;
            lines.Add(new Line(Kernel(last: false), Kernel(last: true), member.Inputs.Length, result));
            places[member.Output] = result;

            Kernel<T> Kernel(bool last) => prepared(member, [.. member.Inputs.Select(input => places.ContainsKey(input.Value) ? strip(last) : operands[Operand(input)].Strip(last))], strip(last));
        }
        (_lines, _arguments, _most) = ([.. lines], [.. arguments], members.Max(member => member.Inputs.Length));

        int Operand(Operand input) => operands.ToList().FindIndex(operand => operand.Operand == input);
    }

    /// <summary>How many results pass at most at a time.</summary>
    public int Passing { get; private set; }

    /// <summary>All operations on one strip.</summary>
    /// <param name="places">where the strip of each operand, of each result that is kept and of each passing one lies</param>
    /// <param name="last">whether it is the last of a row of strips</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(T** places, bool last)
    {
        T** x = stackalloc T*[_most];
        int argument = 0;
        foreach (ref readonly var line in _lines.AsSpan())
        {
            for (int i = 0; i < line.Arguments; i++) x[i] = places[_arguments[argument++]];
            (last ? line.Last : line.Usual).Run(x, places[line.Result]);
        }
    }
}

/// <summary>What operations in strips read: an operand, and the shape of its piece for the last strip of a row or another.</summary>
internal sealed record StripOperand(Operand Operand, Func<bool, Shape> Strip);
