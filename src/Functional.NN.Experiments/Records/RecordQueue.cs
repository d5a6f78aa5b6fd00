using System.Threading.Channels;

namespace Functional.NN.Experiments;

/// <summary>Work done in order beside the one who asks for it: hashes are taken and files written while training goes on, because a state, once given, never changes.</summary>
/// <remarks>What fails ends the queue; the fault comes out of the next call, on the thread of the one who asks.</remarks>
internal sealed class RecordQueue : IDisposable
{
    private const int Waiting = 2;   // states that wait to be written hold memory

    private readonly Channel<Action> _work = Channel.CreateBounded<Action>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
    private readonly Task _worker;

    public RecordQueue() => _worker = Task.Run(Work);

    /// <summary>Has something done after what was asked for before; waits where that is too much.</summary>
    public void Post(Action action)
    {
        ThrowIfEnded();
        while (!_work.Writer.TryWrite(action))
        {
            ThrowIfEnded();
            Task.WaitAny(_work.Writer.WaitToWriteAsync().AsTask(), _worker);
        }
    }

    /// <summary>Waits until everything is done.</summary>
    public void Finish()
    {
        _work.Writer.TryComplete();
        _worker.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _work.Writer.TryComplete();
        _worker.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void ThrowIfEnded()
    {
        if (_worker.IsCompleted) _worker.GetAwaiter().GetResult();
    }

    private async Task Work()
    {
        await foreach (var action in _work.Reader.ReadAllAsync().ConfigureAwait(false)) action();
    }
}
