using ZToken.Samples.PaymentOrders;

await PaymentOrdersApplication.Build(args).RunAsync();
