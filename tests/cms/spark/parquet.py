"""Writes JSON lines as partitioned Parquet: `parquet.py IN OUT PARTITIONS`."""

import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.read.json(sys.argv[1]).repartition(int(sys.argv[3])).write.parquet(sys.argv[2])
spark.stop()
