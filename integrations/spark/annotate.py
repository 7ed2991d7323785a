"""Annotates an archive on a cluster: every partition goes through one `kantlijn` process, a line an article.

    spark-submit annotate.py --program /opt/kantlijn/kantlijn articles.parquet annotated

The articles are Parquet with the columns `id`, `text` and, if known, `published` and `lang`.
The annotations are written as text files, one a partition, a line an article.
"""

import argparse
import shlex

from pyspark.sql import SparkSession

COLUMNS = ["id", "text", "published", "lang"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", help="a file or folder of Parquet")
    parser.add_argument("output", help="a folder that is not there yet")
    parser.add_argument("--program", default="kantlijn", help="where kantlijn lies, on every machine of the cluster")
    parser.add_argument("--lang", default="auto", help="the articles' language: nl, en or auto")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("kantlijn").getOrCreate()
    articles = spark.read.parquet(arguments.input)
    articles = articles.select(*[column for column in COLUMNS if column in articles.columns])
    # One thread a process, since Spark starts one for every core. Status 1 says that an article could not be annotated,
    # which its own line tells; anything else fails the task.
    annotate = f"{shlex.quote(arguments.program)} annotate --ndjson --threads 1 --lang {shlex.quote(arguments.lang)}"
    command = f"sh -c {shlex.quote(annotate + '; test $? -le 1')}"
    articles.toJSON().pipe(command, checkCode=True).saveAsTextFile(arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()
