using System.Diagnostics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Engine;

/// <summary>A crew does all pieces once, brings what was thrown, and is at rest when nobody asks for it. Alone, so that it has the threads it asks for.</summary>
[Collection(nameof(CrewTests))]
[CollectionDefinition(nameof(CrewTests), DisableParallelization = true)]
public sealed class CrewTests
{
    /// <summary>Counts what was done, and who was at work with whose number.</summary>
    private sealed class Counting(int pieces, Action<int>? also = null, int workers = 64) : Work
    {
        private readonly int[] _done = new int[pieces], _atWork = new int[workers];

        public bool TwoUnderOneNumber { get; private set; }

        public int[] Done => _done;

        public HashSet<int> Threads { get; } = [];

        public override void Do(int piece, int worker)
        {
            if (Interlocked.Increment(ref _atWork[worker]) > 1) TwoUnderOneNumber = true;
            Interlocked.Increment(ref _done[piece]);
            lock (Threads) Threads.Add(Environment.CurrentManagedThreadId);
            also?.Invoke(piece);
            Interlocked.Decrement(ref _atWork[worker]);
        }
    }

    private static void With(int threads, Action<Crew> use)
    {
        var crew = Crew.Rent(threads);
        try
        {
            use(crew);
        }
        finally
        {
            crew.Return();
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(8), InlineData(40)]
    public void Every_piece_is_done_once_and_no_two_at_a_time_under_one_number(int threads) => With(threads, crew =>
    {
        Assert.Equal(threads, crew.Workers);
        for (int round = 0; round < 2000; round++)
        {
            var work = new Counting(1 + round % 70, workers: threads);
            crew.Do(work, work.Done.Length);
            Assert.All(work.Done, times => Assert.Equal(1, times));
            Assert.False(work.TwoUnderOneNumber);
        }
    });

    [Fact]
    public void Nothing_to_do_is_done_at_once() => With(3, crew => crew.Do(new Counting(0), 0));

    [Fact]
    public void Helpers_take_part_in_long_work() => With(3, crew =>
    {
        // A caller who had to wait for a core works alone for a while.
        var works = Enumerable.Range(0, 100).Select(_ => new Counting(20, _ => Thread.Sleep(2)));
        Assert.Contains(works, work =>
        {
            crew.Do(work, 20);
            return work.Threads.Count is 2 or 3;
        });
    });

    [Fact]
    public void A_crew_of_one_works_on_the_callers_thread() => With(1, crew =>
    {
        var work = new Counting(30);
        crew.Do(work, 30);
        Assert.Equal([Environment.CurrentManagedThreadId], work.Threads);
    });

    [Theory, InlineData(1), InlineData(3)]
    public void What_a_piece_throws_arrives_and_the_crew_works_on(int threads) => With(threads, crew =>
    {
        for (int round = 0; round < 50; round++)
        {
            var thrown = Assert.Throws<InvalidTimeZoneException>(() => crew.Do(new Counting(20, piece => { if (piece == 13) throw new InvalidTimeZoneException("piece 13"); }), 20));
            Assert.Equal("piece 13", thrown.Message);
            var next = new Counting(20);
            crew.Do(next, 20);
            Assert.All(next.Done, times => Assert.Equal(1, times));
        }
    });

    [Fact]
    public void What_a_helper_throws_arrives() => With(2, crew =>
    {
        int caller = Environment.CurrentManagedThreadId;
        var work = new Counting(40, _ =>
        {
            Thread.Sleep(1);
            if (Environment.CurrentManagedThreadId != caller) throw new InvalidTimeZoneException();
        });
        // A helper may come late to the first of them.
        Assert.Throws<InvalidTimeZoneException>(() => Enumerable.Repeat(work, 100).ToList().ForEach(w => crew.Do(w, 40)));
    });

    [Fact]
    public void Several_crews_work_at_once() => Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => With(3, crew =>
    {
        for (int round = 0; round < 500; round++)
        {
            var work = new Counting(17);
            crew.Do(work, 17);
            Assert.All(work.Done, times => Assert.Equal(1, times));
        }
    }));

    [Fact]
    public void A_crew_given_back_is_rented_again_and_works()
    {
        Crew? first = null;
        With(5, crew => crew.Do(new Counting(30), (first = crew).Workers * 6));
        Thread.Sleep(50);
        With(5, crew =>
        {
            Assert.Same(first, crew);
            var work = new Counting(30);
            crew.Do(work, 30);
            Assert.All(work.Done, times => Assert.Equal(1, times));
        });
    }

    [Fact]
    public void Two_who_rent_at_the_same_time_have_two_crews() => With(4, one => With(4, other => Assert.NotSame(one, other)));

    [Fact]
    public void Helpers_without_work_use_no_processor_time()
    {
        With(8, crew =>
        {
            for (int round = 0; round < 100; round++) crew.Do(new Counting(200), 200);
            Thread.Sleep(200);
            Assert.True(Rests(), "the helpers of a rented crew spin");
        });
        Assert.True(Rests(), "the helpers of a crew given back spin");
    }

    /// <summary>Spinning helpers would burn each second; other threads of the process, such as the compiler's, only some.</summary>
    private static bool Rests() => Enumerable.Range(0, 5).Any(_ => ProcessorTimeOfASecond() < 0.3);

    private static double ProcessorTimeOfASecond()
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        Thread.Sleep(1000);
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
