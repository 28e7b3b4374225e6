Console.WriteLine("ztoken");
