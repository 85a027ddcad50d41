import { AwsError, type Streams } from "../faces.ts";
import type { JsonService } from "./aws-json.ts";

type DescribeStreamSummaryRequest = { readonly StreamARN?: string };

export const kinesisService = (streams: Streams): JsonService => ({
  prefix: "kinesis",
  target: "Kinesis_20131202",
  version: "1.1",
  namespace: "com.amazonaws.kinesis",
  operations: {
    DescribeStreamSummary(input) {
      const { StreamARN } = input as DescribeStreamSummaryRequest;
      if (StreamARN === undefined)
        throw new AwsError("InvalidArgumentException", "Either StreamName or StreamARN must be given.");
      return streams.describeStreamSummary(StreamARN);
    },
  },
});
