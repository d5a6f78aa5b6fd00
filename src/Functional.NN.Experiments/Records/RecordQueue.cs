using System.Collections.Concurrent;

namespace Functional.NN.Experiments;

/// <summary>Work done in order beside the one who asks for it: hashes are taken and files written while training goes on, because a state, once given, never changes.</summary>
/// <remarks>It has a thread of its own, so that it waits for nobody else's. What fails ends the queue; the fault comes out of the next call, on the thread of the one who asks.</remarks>
internal sealed class RecordQueue : IDisposable
{
    private const int Waiting = 2;   // states that wait to be written hold memory

    private readonly BlockingCollection<Action> _work = new(Waiting);
    private readonly Task _worker;

    public RecordQueue() => _worker = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Has something done after what was asked for before; waits where that is too much.</summary>
    public void Post(Action action)
    {
        do
        {
            if (_worker.IsCompleted) _worker.GetAwaiter().GetResult();
        }
        while (!_work.TryAdd(action, millisecondsTimeout: 100));   // a queue that has ended takes nothing any more
    }

    /// <summary>Waits until everything is done.</summary>
    public void Finish()
    {
        _work.CompleteAdding();
        _worker.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        ((IAsyncResult)_worker).AsyncWaitHandle.WaitOne();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable()) action();
    }
}
